"""The binder of the course that is delivered keeps what any binder must; the tests are those of its room."""

from __future__ import annotations

import pytest
from building import ROOT
from outputs.print.printing import BINDER, Printed, opened, print_course
from outputs.print.test_book import (  # noqa: F401
    fills,
    test_a_line_has_sixty_to_seventy_five_characters,
    test_check_in_takes_no_more_than_two_pages,
    test_every_title_says_more_than_its_file,
    test_no_label_of_a_list_is_empty,
    test_no_running_head_is_cut,
    test_what_is_learnt_begins_on_a_right_hand_page,
)
from outputs.print.test_mappe import (  # noqa: F401
    binder,
    test_all_pages_of_the_course_stand_in_order,
    test_every_pdf_is_heard_in_order,
    test_everything_painted_is_content_or_artifact,
    test_handouts_are_one_or_two_pages_without_the_manuscript,
    test_headings_never_skip_a_level,
    test_heads_and_feet_are_no_content,
    test_lists_are_lists,
    test_page_numbers_stand_in_the_margin_or_whole_in_the_text,
    test_tables_have_header_cells_and_no_row_without_cells,
    test_the_second_page_of_a_handout_is_worth_its_paper,
)
from outputs.print.test_paper import (  # noqa: F401
    test_both_sides_are_free_for_holes_but_for_the_tab,
    test_few_words_are_split_and_none_after_two_letters,
    test_fonts_are_embedded_and_subset,
    test_no_heading_stands_at_the_foot_of_a_page,
    test_no_line_of_the_text_runs_out_into_the_margin,
    test_no_page_is_dark,
    test_nothing_stands_where_printers_do_not_reach,
    test_only_our_own_faces_are_used,
    test_page_numbers_stand_in_the_outer_corner,
    test_parts_begin_on_the_right_with_a_tab,
)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The course as delivered, printed once."""
    found = print_course(ROOT, tmp_path_factory.mktemp("trykt"))
    assert found.status == 0, found.output
    return found


def test_no_page_is_under_half_full(printed: Printed) -> None:
    found = list(fills(printed.out / BINDER))
    assert [number for number, fill in enumerate(found, 1) if fill < 0.5] == []


def test_the_exercises_are_listed_once(printed: Printed) -> None:
    texts = [leaf.extract_text() or "" for leaf in opened(printed.out / BINDER).pages]
    lists = [text for text in texts if "Gruppearbejde om principperne" in text and "Papirflyveren" in text]
    assert len(lists) == 3  # the contents, the table, and the plan of half a day


def test_what_is_written_at_check_in_and_check_out_stands_on_one_page_each(printed: Printed) -> None:
    texts = [page.extract_text() or "" for page in opened(printed.out / BINDER).pages]
    for one, other in (
        ("Mit håb for dagen", "Det vil jeg bidrage med i dag"),
        ("En væsentlig pointe fra i dag", "Jeg vil konkret øve mig på"),
    ):
        sheets = [text for text in texts if one in text]
        assert len(sheets) == 1
        assert other in sheets[0]

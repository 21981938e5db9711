"""What a page says to those who hear it, read from its HTML."""

from __future__ import annotations

from building import Built


def test_a_heading_is_named_once_and_its_link_is_no_stop(course: Built) -> None:
    links = course.tree("modules/referenceramme/domaenetrekanten").all("a", "headerlink")
    assert links
    assert {(link.attributes.get("aria-hidden"), link.attributes.get("tabindex")) for link in links} == {
        ("true", "-1")
    }


def test_a_question_is_a_heading_and_a_week_says_that_it_is_its_own(course: Built) -> None:
    week = course.tree("modules/kaffe/04-venlighed")
    assert "Ugens spørgsmål" in [heading.text() for heading in week.all("h2")]
    asked = week.one(class_="refleksion-spoergsmaal")
    assert (asked.attributes.get("role"), asked.attributes.get("aria-level")) == ("heading", "3")
    group = course.tree("exercises/gruppearbejde")
    assert all(one.attributes.get("role") == "heading" for one in group.all(class_="refleksion-spoergsmaal"))


def test_a_table_has_a_caption_and_its_first_column_names_the_rows(course: Built) -> None:
    tree = course.tree("exercises/index")
    assert tree.one("caption").text() == "Vælg en øvelse"
    rows = tree.one("tbody").all("tr")
    assert [len(row.all("th")) for row in rows] == [1] * len(rows)


def test_what_is_no_name_heads_no_row(course: Built) -> None:
    plan = course.tree("docs/for-vaerten").all("tbody")[0]
    assert plan.all("td")
    assert not plan.all("th"), "the same minutes stand on several rows"

CREATE TABLE public.course_order (
    id bigint NOT NULL,
    workplace text NOT NULL,
    orderer_name text NOT NULL,
    orderer_address text NOT NULL,
    start character varying(8) NOT NULL,
    weekday integer NOT NULL,
    "time" character varying(5) NOT NULL,
    zone text NOT NULL,
    skipped text NOT NULL,
    closed text NOT NULL,
    mail_domain text NOT NULL,
    edition bigint NOT NULL,
    fresh_text boolean NOT NULL,
    placed bigint NOT NULL,
    confirmed bigint,
    stopped bigint,
    weeks integer DEFAULT 12 NOT NULL,
    sequence integer DEFAULT 0 NOT NULL,
    told integer DEFAULT '-1'::integer NOT NULL,
    change text DEFAULT ''::text NOT NULL,
    leader_mail boolean DEFAULT true NOT NULL,
    leader_week integer DEFAULT 0 NOT NULL
);
CREATE SEQUENCE public.course_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.course_order_id_seq OWNED BY public.course_order.id;
CREATE TABLE public.delivery (
    participant_id bigint NOT NULL,
    week integer NOT NULL,
    settled bigint NOT NULL,
    sent boolean NOT NULL,
    attempts integer NOT NULL,
    repeats integer NOT NULL,
    error text NOT NULL
);
CREATE TABLE public.edition (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    content text NOT NULL
);
CREATE SEQUENCE public.edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.edition_id_seq OWNED BY public.edition.id;
CREATE TABLE public.handover (
    id bigint NOT NULL,
    at bigint NOT NULL
);
CREATE SEQUENCE public.handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.handover_id_seq OWNED BY public.handover.id;
CREATE TABLE public.memory (
    key character varying(20) NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    number double precision DEFAULT 0 NOT NULL
);
CREATE TABLE public.notice (
    id bigint NOT NULL,
    at bigint NOT NULL,
    kind character varying(20) NOT NULL,
    words text NOT NULL,
    seen bigint
);
CREATE SEQUENCE public.notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.notice_id_seq OWNED BY public.notice.id;
CREATE TABLE public.participant (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    track_id bigint NOT NULL,
    token character varying(16) NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    address_key text NOT NULL,
    status character varying(8) NOT NULL,
    why text DEFAULT ''::text NOT NULL,
    joined bigint NOT NULL,
    access_until character varying(10) NOT NULL,
    next_week integer NOT NULL,
    ready bigint,
    attempts integer DEFAULT 0 NOT NULL,
    first_tried bigint,
    error text DEFAULT ''::text NOT NULL,
    repeats integer DEFAULT 0 NOT NULL,
    owner text,
    leased_until double precision,
    in_flight boolean DEFAULT false NOT NULL,
    last_sent bigint,
    refusals integer DEFAULT 0 NOT NULL,
    bounced_week integer
);
CREATE SEQUENCE public.participant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.participant_id_seq OWNED BY public.participant.id;
CREATE TABLE public.run (
    id bigint NOT NULL,
    began bigint NOT NULL,
    ended bigint,
    rehearsal boolean NOT NULL,
    sent integer DEFAULT 0 NOT NULL,
    put_off integer DEFAULT 0 NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    warnings text DEFAULT ''::text NOT NULL
);
CREATE SEQUENCE public.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.run_id_seq OWNED BY public.run.id;
CREATE TABLE public.schema_version (
    version integer NOT NULL
);
CREATE TABLE public.slot (
    track_id bigint NOT NULL,
    week integer NOT NULL,
    iso_week character varying(8) NOT NULL,
    due bigint NOT NULL,
    why text NOT NULL
);
CREATE TABLE public.track (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    start character varying(8) NOT NULL
);
CREATE SEQUENCE public.track_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.track_id_seq OWNED BY public.track.id;
ALTER TABLE ONLY public.course_order ALTER COLUMN id SET DEFAULT nextval('public.course_order_id_seq'::regclass);
ALTER TABLE ONLY public.edition ALTER COLUMN id SET DEFAULT nextval('public.edition_id_seq'::regclass);
ALTER TABLE ONLY public.handover ALTER COLUMN id SET DEFAULT nextval('public.handover_id_seq'::regclass);
ALTER TABLE ONLY public.notice ALTER COLUMN id SET DEFAULT nextval('public.notice_id_seq'::regclass);
ALTER TABLE ONLY public.participant ALTER COLUMN id SET DEFAULT nextval('public.participant_id_seq'::regclass);
ALTER TABLE ONLY public.run ALTER COLUMN id SET DEFAULT nextval('public.run_id_seq'::regclass);
ALTER TABLE ONLY public.track ALTER COLUMN id SET DEFAULT nextval('public.track_id_seq'::regclass);
INSERT INTO public.course_order VALUES (2, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W03', 1, '09:00', 'Europe/Copenhagen', '', '', 'example.org', 1, false, 1796115600, NULL, 1800432000, 12, 0, -1, '', true, 0);
INSERT INTO public.course_order VALUES (1, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W02', 1, '09:00', 'Europe/Copenhagen', '', '', 'example.org', 1, false, 1796115600, 1796115900, NULL, 12, 0, 0, '', true, 3);
INSERT INTO public.course_order VALUES (3, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W10', 1, '09:00', 'Europe/Copenhagen', '2027-W07', '2027-03-02', 'example.org', 1, true, 1796115600, 1800951600, NULL, 12, 1, 0, 'moved', true, 0);
INSERT INTO public.delivery VALUES (1, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (2, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (3, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (4, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (5, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (6, 1, 1799740800, true, 1, 0, '');
INSERT INTO public.delivery VALUES (1, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (2, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (3, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (4, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (5, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (6, 2, 1800345600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (1, 3, 1800950400, true, 1, 0, '');
INSERT INTO public.delivery VALUES (5, 3, 1800950400, false, 1, 0, '452 4.2.2 fuld');
INSERT INTO public.delivery VALUES (6, 3, 1800951600, true, 2, 1, '');
INSERT INTO public.delivery VALUES (7, 1, 1800951600, true, 1, 0, '');
INSERT INTO public.delivery VALUES (4, 3, 1800951600, true, 2, 0, '');
INSERT INTO public.edition VALUES (1, '93d31f2cbba2034fc784880b4105b197f1d6745092c2074b7eaa40f1ea2bf436', '{"organisation":"Eksempelby","themes":[{"docname":"modules/kaffe/uge-01","help":"","kind_label":"","lead":"Første sætning om tema 1. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-1","title":"Tema 1 – blåbærgrød","tries":[],"week":1},{"docname":"modules/kaffe/uge-02","help":"","kind_label":"","lead":"Første sætning om tema 2. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-2","title":"Tema 2 – blåbærgrød","tries":[],"week":2},{"docname":"modules/kaffe/uge-03","help":"","kind_label":"","lead":"Første sætning om tema 3. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-3","title":"Tema 3 – blåbærgrød","tries":[],"week":3},{"docname":"modules/kaffe/uge-04","help":"","kind_label":"","lead":"Første sætning om tema 4. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-4","title":"Tema 4 – blåbærgrød","tries":[],"week":4},{"docname":"modules/kaffe/uge-05","help":"","kind_label":"","lead":"Første sætning om tema 5. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-5","title":"Tema 5 – blåbærgrød","tries":[],"week":5},{"docname":"modules/kaffe/uge-06","help":"","kind_label":"","lead":"Første sætning om tema 6. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-6","title":"Tema 6 – blåbærgrød","tries":[],"week":6},{"docname":"modules/kaffe/uge-07","help":"","kind_label":"","lead":"Første sætning om tema 7. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-7","title":"Tema 7 – blåbærgrød","tries":[],"week":7},{"docname":"modules/kaffe/uge-08","help":"","kind_label":"","lead":"Første sætning om tema 8. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-8","title":"Tema 8 – blåbærgrød","tries":[],"week":8},{"docname":"modules/kaffe/uge-09","help":"","kind_label":"","lead":"Første sætning om tema 9. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-9","title":"Tema 9 – blåbærgrød","tries":[],"week":9},{"docname":"modules/kaffe/uge-10","help":"","kind_label":"","lead":"Første sætning om tema 10. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-10","title":"Tema 10 – blåbærgrød","tries":[],"week":10},{"docname":"modules/kaffe/uge-11","help":"","kind_label":"","lead":"Første sætning om tema 11. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-11","title":"Tema 11 – blåbærgrød","tries":[],"week":11},{"docname":"modules/kaffe/uge-12","help":"","kind_label":"","lead":"Første sætning om tema 12. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-12","title":"Tema 12 – blåbærgrød","tries":[],"week":12}],"title":"Værtskab"}');
INSERT INTO public.handover VALUES (1, 1800951600);
INSERT INTO public.handover VALUES (2, 1800951600);
INSERT INTO public.handover VALUES (3, 1800951600);
INSERT INTO public.handover VALUES (4, 1801555200);
INSERT INTO public.memory VALUES ('pace', '', 0);
INSERT INTO public.memory VALUES ('course', '{"version": 1, "title": "Værtskab", "organisation": "Eksempelby Bibliotek", "base_url": "https://kursus.example.org/vaertskab/", "privacy": "https://kursus.example.org/vaertskab/docs/privatliv.html", "questions": [{"id": "spoergsmaal-1", "text": "Hvad lagde du mærke til i uge 1?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-01", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-01.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-1.html", "official": false}, {"id": "spoergsmaal-2", "text": "Hvad lagde du mærke til i uge 2?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-02", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-02.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-2.html", "official": false}, {"id": "spoergsmaal-3", "text": "Hvad lagde du mærke til i uge 3?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-03", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-03.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-3.html", "official": false}, {"id": "spoergsmaal-4", "text": "Hvad lagde du mærke til i uge 4?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-04", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-04.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-4.html", "official": false}, {"id": "spoergsmaal-5", "text": "Hvad lagde du mærke til i uge 5?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-05", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-05.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-5.html", "official": false}, {"id": "spoergsmaal-6", "text": "Hvad lagde du mærke til i uge 6?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-06", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-06.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-6.html", "official": false}, {"id": "spoergsmaal-7", "text": "Hvad lagde du mærke til i uge 7?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-07", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-07.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-7.html", "official": false}, {"id": "spoergsmaal-8", "text": "Hvad lagde du mærke til i uge 8?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-08", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-08.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-8.html", "official": false}, {"id": "spoergsmaal-9", "text": "Hvad lagde du mærke til i uge 9?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-09", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-09.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-9.html", "official": false}, {"id": "spoergsmaal-10", "text": "Hvad lagde du mærke til i uge 10?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-10", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-10.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-10.html", "official": false}, {"id": "spoergsmaal-11", "text": "Hvad lagde du mærke til i uge 11?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-11", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-11.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-11.html", "official": false}, {"id": "spoergsmaal-12", "text": "Hvad lagde du mærke til i uge 12?", "kind": "forundring", "kind_label": "Forundringsspørgsmål", "help": "Tænk på én samtale.", "page": "modules/kaffe/uge-12", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-12.html#s", "permalink": "https://kursus.example.org/vaertskab/spoergsmaal/spoergsmaal-12.html", "official": false}], "parts": [{"name": "kaffe", "title": "Kafferefleksion", "url": "https://kursus.example.org/vaertskab/modules/kaffe/index.html", "description": "", "lead": "", "pages": [{"docname": "modules/kaffe/uge-01", "type": "module", "title": "Tema 1 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-01.html", "description": "Kort.", "lead": "Første sætning om tema 1. Anden sætning.", "minutes": 3, "week": 1, "opening": ["Til temaet hører ordene »2 × 1«."], "questions": ["spoergsmaal-1"], "links": [], "tries": ["Prøv én ting i uge 1."], "manuscript": {"paragraphs": ["Historien 1.", "Den går videre.", "Slut."]}, "leader": {"question": "Hvem lader borgeren tale ud?", "notice": "Se efter pausen."}, "film": null}, {"docname": "modules/kaffe/uge-02", "type": "module", "title": "Tema 2 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-02.html", "description": "Kort.", "lead": "Første sætning om tema 2. Anden sætning.", "minutes": 3, "week": 2, "opening": [], "questions": ["spoergsmaal-2"], "links": [], "tries": ["Prøv én ting i uge 2."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-03", "type": "module", "title": "Tema 3 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-03.html", "description": "Kort.", "lead": "Første sætning om tema 3. Anden sætning.", "minutes": 3, "week": 3, "opening": [], "questions": ["spoergsmaal-3"], "links": [], "tries": ["Prøv én ting i uge 3."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-04", "type": "module", "title": "Tema 4 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-04.html", "description": "Kort.", "lead": "Første sætning om tema 4. Anden sætning.", "minutes": 3, "week": 4, "opening": [], "questions": ["spoergsmaal-4"], "links": [], "tries": ["Prøv én ting i uge 4."], "manuscript": {"paragraphs": ["Historien 4.", "Den går videre.", "Slut."]}, "leader": null, "film": {"url": "https://kursus.example.org/vaertskab/film/uge-04.mp4", "captions": "https://kursus.example.org/vaertskab/film/uge-04.vtt", "poster": "https://kursus.example.org/vaertskab/film/uge-04.jpg", "poster_size": [960, 540]}}, {"docname": "modules/kaffe/uge-05", "type": "module", "title": "Tema 5 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-05.html", "description": "Kort.", "lead": "Første sætning om tema 5. Anden sætning.", "minutes": 3, "week": 5, "opening": [], "questions": ["spoergsmaal-5"], "links": [], "tries": ["Prøv én ting i uge 5."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-06", "type": "module", "title": "Tema 6 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-06.html", "description": "Kort.", "lead": "Første sætning om tema 6. Anden sætning.", "minutes": 3, "week": 6, "opening": [], "questions": ["spoergsmaal-6"], "links": [], "tries": ["Prøv én ting i uge 6."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-07", "type": "module", "title": "Tema 7 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-07.html", "description": "Kort.", "lead": "Første sætning om tema 7. Anden sætning.", "minutes": 3, "week": 7, "opening": [], "questions": ["spoergsmaal-7"], "links": [], "tries": ["Prøv én ting i uge 7."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-08", "type": "module", "title": "Tema 8 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-08.html", "description": "Kort.", "lead": "Første sætning om tema 8. Anden sætning.", "minutes": 3, "week": 8, "opening": [], "questions": ["spoergsmaal-8"], "links": [], "tries": ["Prøv én ting i uge 8."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-09", "type": "module", "title": "Tema 9 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-09.html", "description": "Kort.", "lead": "Første sætning om tema 9. Anden sætning.", "minutes": 3, "week": 9, "opening": [], "questions": ["spoergsmaal-9"], "links": [], "tries": ["Prøv én ting i uge 9."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-10", "type": "module", "title": "Tema 10 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-10.html", "description": "Kort.", "lead": "Første sætning om tema 10. Anden sætning.", "minutes": 3, "week": 10, "opening": [], "questions": ["spoergsmaal-10"], "links": [], "tries": ["Prøv én ting i uge 10."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-11", "type": "module", "title": "Tema 11 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-11.html", "description": "Kort.", "lead": "Første sætning om tema 11. Anden sætning.", "minutes": 3, "week": 11, "opening": [], "questions": ["spoergsmaal-11"], "links": [], "tries": ["Prøv én ting i uge 11."], "manuscript": null, "leader": null, "film": null}, {"docname": "modules/kaffe/uge-12", "type": "module", "title": "Tema 12 – blåbærgrød", "url": "https://kursus.example.org/vaertskab/modules/kaffe/uge-12.html", "description": "Kort.", "lead": "Første sætning om tema 12. Anden sætning.", "minutes": 3, "week": 12, "opening": [], "questions": ["spoergsmaal-12"], "links": [], "tries": ["Prøv én ting i uge 12."], "manuscript": null, "leader": null, "film": null}]}]}', 0);
INSERT INTO public.memory VALUES ('alarm', '', 1800951600);
INSERT INTO public.notice VALUES (1, 1800951600, 'indbakke', '2 mails er til et menneske. Læs dem i postkassen.', 1800951600);
INSERT INTO public.notice VALUES (2, 1800951600, 'klage', '1 deltager har meldt mailen som uønsket og er meldt fra. Se, om mailene er ventet.', NULL);
INSERT INTO public.participant VALUES (2, 1, 1, '1698fc532f4904d3', 'Bo', 'bo@example.org', 'bo@example.org', 'left', 'afmeldt', 1796115600, '2029-01-12', 3, NULL, 0, NULL, '', 0, NULL, NULL, false, 1800345600, 0, NULL);
INSERT INTO public.participant VALUES (3, 1, 1, 'bc579c56887ce8f2', 'Cille', 'cille@example.org', 'cille@example.org', 'bounced', '550 5.1.1 ukendt bruger', 1796115600, '2029-01-12', 3, NULL, 1, NULL, '550 5.1.1 ukendt bruger', 0, NULL, NULL, false, 1800345600, 0, NULL);
INSERT INTO public.participant VALUES (8, 2, 3, 'efc1a892f315af08', 'Hans', 'hans@example.org', 'hans@example.org', 'stopped', '', 1796115600, '2029-01-19', 1, NULL, 0, NULL, '', 0, NULL, NULL, false, NULL, 0, NULL);
INSERT INTO public.participant VALUES (5, 1, 1, '227742af0cc37a54', 'Eva', 'eva@example.org', 'eva@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 0, NULL, '', 0, 'run', 1795870883.768499, false, 1800345600, 0, NULL);
INSERT INTO public.participant VALUES (6, 1, 1, '02c72de8cb1a021e', 'Finn', 'finn@example.org', 'finn@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 0, NULL, '', 0, 'run', 1795870883.768503, false, 1800951600, 0, NULL);
INSERT INTO public.participant VALUES (7, 1, 2, 'f3e5b2a9f9f9fe88', 'Gry', 'gry@example.org', 'gry@example.org', 'active', '', 1800442800, '2029-01-26', 2, 1801555200, 0, NULL, '', 0, 'run', 1795870883.768507, false, 1800951600, 0, NULL);
INSERT INTO public.participant VALUES (4, 1, 1, 'c11034876b574b40', 'Dan', 'dan@example.org', 'dan@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 0, NULL, '', 0, 'run', 1795870883.768509, false, 1800951600, 0, NULL);
INSERT INTO public.participant VALUES (1, 1, 1, '822cde96a6be570e', 'Anne', 'anne@example.org', 'anne@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 1, NULL, '', 0, 'run', 1795870883.771286, true, 1800950400, 0, NULL);
INSERT INTO public.participant VALUES (9, 3, 4, 'ddd6e71ba4235469', 'Ida', 'ida@example.org', 'ida@example.org', 'active', '', 1796115600, '2029-03-09', 1, 1804579200, 0, NULL, '', 0, NULL, NULL, false, NULL, 0, NULL);
INSERT INTO public.participant VALUES (10, 3, 4, 'c89a99c4532e56bd', 'Jon', 'jon@example.org', 'jon@example.org', 'active', '', 1796115600, '2029-03-09', 1, 1804579200, 0, NULL, '', 0, NULL, NULL, false, NULL, 0, NULL);
INSERT INTO public.run VALUES (1, 1800951600, 1800951600, false, 3, 1, '', 'Kurset har ingen adresse på nettet mere.');
INSERT INTO public.schema_version VALUES (2);
INSERT INTO public.slot VALUES (1, 1, '2027-W02', 1799740800, '');
INSERT INTO public.slot VALUES (1, 2, '2027-W03', 1800345600, '');
INSERT INTO public.slot VALUES (1, 3, '2027-W04', 1800950400, '');
INSERT INTO public.slot VALUES (1, 4, '2027-W05', 1801555200, '');
INSERT INTO public.slot VALUES (1, 5, '2027-W06', 1802160000, '');
INSERT INTO public.slot VALUES (1, 6, '2027-W07', 1802764800, '');
INSERT INTO public.slot VALUES (1, 7, '2027-W08', 1803369600, '');
INSERT INTO public.slot VALUES (1, 8, '2027-W09', 1803974400, '');
INSERT INTO public.slot VALUES (1, 9, '2027-W10', 1804579200, '');
INSERT INTO public.slot VALUES (1, 10, '2027-W11', 1805184000, '');
INSERT INTO public.slot VALUES (1, 11, '2027-W12', 1805788800, '');
INSERT INTO public.slot VALUES (1, 12, '2027-W13', 1806390000, '');
INSERT INTO public.slot VALUES (2, 1, '2027-W04', 1800950400, '');
INSERT INTO public.slot VALUES (2, 2, '2027-W05', 1801555200, '');
INSERT INTO public.slot VALUES (2, 3, '2027-W06', 1802160000, '');
INSERT INTO public.slot VALUES (2, 4, '2027-W07', 1802764800, '');
INSERT INTO public.slot VALUES (2, 5, '2027-W08', 1803369600, '');
INSERT INTO public.slot VALUES (2, 6, '2027-W09', 1803974400, '');
INSERT INTO public.slot VALUES (2, 7, '2027-W10', 1804579200, '');
INSERT INTO public.slot VALUES (2, 8, '2027-W11', 1805184000, '');
INSERT INTO public.slot VALUES (2, 9, '2027-W12', 1805788800, '');
INSERT INTO public.slot VALUES (2, 10, '2027-W13', 1806390000, '');
INSERT INTO public.slot VALUES (2, 11, '2027-W14', 1806994800, '');
INSERT INTO public.slot VALUES (2, 12, '2027-W15', 1807599600, '');
INSERT INTO public.slot VALUES (3, 1, '2027-W03', 1800345600, '');
INSERT INTO public.slot VALUES (3, 2, '2027-W04', 1800950400, '');
INSERT INTO public.slot VALUES (3, 3, '2027-W05', 1801555200, '');
INSERT INTO public.slot VALUES (3, 4, '2027-W06', 1802160000, '');
INSERT INTO public.slot VALUES (3, 5, '2027-W07', 1802764800, '');
INSERT INTO public.slot VALUES (3, 6, '2027-W08', 1803369600, '');
INSERT INTO public.slot VALUES (3, 7, '2027-W09', 1803974400, '');
INSERT INTO public.slot VALUES (3, 8, '2027-W10', 1804579200, '');
INSERT INTO public.slot VALUES (3, 9, '2027-W11', 1805184000, '');
INSERT INTO public.slot VALUES (3, 10, '2027-W12', 1805788800, '');
INSERT INTO public.slot VALUES (3, 11, '2027-W13', 1806390000, '');
INSERT INTO public.slot VALUES (3, 12, '2027-W14', 1806994800, '');
INSERT INTO public.slot VALUES (4, 1, '2027-W10', 1804579200, '');
INSERT INTO public.slot VALUES (4, 2, '2027-W11', 1805184000, '');
INSERT INTO public.slot VALUES (4, 3, '2027-W12', 1805788800, '');
INSERT INTO public.slot VALUES (4, 4, '2027-W13', 1806390000, '');
INSERT INTO public.slot VALUES (4, 5, '2027-W14', 1806994800, '');
INSERT INTO public.slot VALUES (4, 6, '2027-W15', 1807599600, '');
INSERT INTO public.slot VALUES (4, 7, '2027-W16', 1808204400, '');
INSERT INTO public.slot VALUES (4, 8, '2027-W17', 1808809200, '');
INSERT INTO public.slot VALUES (4, 9, '2027-W18', 1809414000, '');
INSERT INTO public.slot VALUES (4, 10, '2027-W19', 1810018800, '');
INSERT INTO public.slot VALUES (4, 11, '2027-W20', 1810623600, '');
INSERT INTO public.slot VALUES (4, 12, '2027-W21', 1811228400, '');
INSERT INTO public.track VALUES (1, 1, '2027-W02');
INSERT INTO public.track VALUES (2, 1, '2027-W04');
INSERT INTO public.track VALUES (3, 2, '2027-W03');
INSERT INTO public.track VALUES (4, 3, '2027-W10');
SELECT pg_catalog.setval('public.course_order_id_seq', 3, true);
SELECT pg_catalog.setval('public.edition_id_seq', 1, true);
SELECT pg_catalog.setval('public.handover_id_seq', 4, true);
SELECT pg_catalog.setval('public.notice_id_seq', 2, true);
SELECT pg_catalog.setval('public.participant_id_seq', 10, true);
SELECT pg_catalog.setval('public.run_id_seq', 1, true);
SELECT pg_catalog.setval('public.track_id_seq', 4, true);
ALTER TABLE ONLY public.course_order
    ADD CONSTRAINT course_order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (participant_id, week);
ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.memory
    ADD CONSTRAINT memory_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_token_key UNIQUE (token);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_pkey PRIMARY KEY (track_id, week);
ALTER TABLE ONLY public.track
    ADD CONSTRAINT track_pkey PRIMARY KEY (id);
CREATE INDEX ix_handover_at ON public.handover USING btree (at);
CREATE INDEX ix_participant_access_until ON public.participant USING btree (access_until);
CREATE INDEX ix_participant_address_key ON public.participant USING btree (address_key);
CREATE INDEX ix_participant_track_id ON public.participant USING btree (track_id);
CREATE INDEX ix_track_order_id ON public.track USING btree (order_id);
CREATE UNIQUE INDEX participant_order_address ON public.participant USING btree (order_id, address_key);
CREATE INDEX participant_ready ON public.participant USING btree (ready, id);
ALTER TABLE ONLY public.course_order
    ADD CONSTRAINT course_order_edition_fkey FOREIGN KEY (edition) REFERENCES public.edition(id);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES public.participant(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.course_order(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.participant
    ADD CONSTRAINT participant_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.track(id);
ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.track(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.track
    ADD CONSTRAINT track_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.course_order(id) ON DELETE CASCADE;

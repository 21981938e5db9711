CREATE TABLE edition (
	id BIGSERIAL NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO edition VALUES (1, '93d31f2cbba2034fc784880b4105b197f1d6745092c2074b7eaa40f1ea2bf436', '{"organisation":"Eksempelby","themes":[{"docname":"modules/kaffe/uge-01","help":"","kind_label":"","lead":"Første sætning om tema 1. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-1","title":"Tema 1 – blåbærgrød","tries":[],"week":1},{"docname":"modules/kaffe/uge-02","help":"","kind_label":"","lead":"Første sætning om tema 2. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-2","title":"Tema 2 – blåbærgrød","tries":[],"week":2},{"docname":"modules/kaffe/uge-03","help":"","kind_label":"","lead":"Første sætning om tema 3. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-3","title":"Tema 3 – blåbærgrød","tries":[],"week":3},{"docname":"modules/kaffe/uge-04","help":"","kind_label":"","lead":"Første sætning om tema 4. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-4","title":"Tema 4 – blåbærgrød","tries":[],"week":4},{"docname":"modules/kaffe/uge-05","help":"","kind_label":"","lead":"Første sætning om tema 5. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-5","title":"Tema 5 – blåbærgrød","tries":[],"week":5},{"docname":"modules/kaffe/uge-06","help":"","kind_label":"","lead":"Første sætning om tema 6. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-6","title":"Tema 6 – blåbærgrød","tries":[],"week":6},{"docname":"modules/kaffe/uge-07","help":"","kind_label":"","lead":"Første sætning om tema 7. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-7","title":"Tema 7 – blåbærgrød","tries":[],"week":7},{"docname":"modules/kaffe/uge-08","help":"","kind_label":"","lead":"Første sætning om tema 8. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-8","title":"Tema 8 – blåbærgrød","tries":[],"week":8},{"docname":"modules/kaffe/uge-09","help":"","kind_label":"","lead":"Første sætning om tema 9. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-9","title":"Tema 9 – blåbærgrød","tries":[],"week":9},{"docname":"modules/kaffe/uge-10","help":"","kind_label":"","lead":"Første sætning om tema 10. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-10","title":"Tema 10 – blåbærgrød","tries":[],"week":10},{"docname":"modules/kaffe/uge-11","help":"","kind_label":"","lead":"Første sætning om tema 11. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-11","title":"Tema 11 – blåbærgrød","tries":[],"week":11},{"docname":"modules/kaffe/uge-12","help":"","kind_label":"","lead":"Første sætning om tema 12. Anden sætning.","question":"Hvad?","question_id":"spoergsmaal-12","title":"Tema 12 – blåbærgrød","tries":[],"week":12}],"title":"Værtskab"}');
SELECT setval(pg_get_serial_sequence('edition', 'id'), (SELECT max(id) FROM edition));
CREATE TABLE course_order (
	id BIGSERIAL NOT NULL, 
	workplace TEXT NOT NULL, 
	orderer_name TEXT NOT NULL, 
	orderer_address TEXT NOT NULL, 
	start VARCHAR(8) NOT NULL, 
	weekday INTEGER NOT NULL, 
	time VARCHAR(5) NOT NULL, 
	zone TEXT NOT NULL, 
	skipped TEXT NOT NULL, 
	closed TEXT NOT NULL, 
	mail_domain TEXT NOT NULL, 
	edition BIGINT NOT NULL, 
	fresh_text BOOLEAN NOT NULL, 
	placed BIGINT NOT NULL, 
	confirmed BIGINT, 
	stopped BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(edition) REFERENCES edition (id)
);
INSERT INTO course_order VALUES (1, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W02', 1, '09:00', 'Europe/Copenhagen', '', '', 'example.org', 1, false, 1796115600, 1796115900, NULL);
INSERT INTO course_order VALUES (2, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W03', 1, '09:00', 'Europe/Copenhagen', '', '', 'example.org', 1, false, 1796115600, NULL, 1800432000);
INSERT INTO course_order VALUES (3, 'Eksempelby', 'Lis', 'lis@example.org', '2027-W06', 1, '09:00', 'Europe/Copenhagen', '2027-W07', '2027-03-02', 'example.org', 1, true, 1796115600, NULL, NULL);
SELECT setval(pg_get_serial_sequence('course_order', 'id'), (SELECT max(id) FROM course_order));
CREATE TABLE track (
	id BIGSERIAL NOT NULL, 
	order_id BIGINT NOT NULL, 
	start VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(order_id) REFERENCES course_order (id) ON DELETE CASCADE
);
CREATE INDEX ix_track_order_id ON track (order_id);
INSERT INTO track VALUES (1, 1, '2027-W02');
INSERT INTO track VALUES (2, 1, '2027-W04');
INSERT INTO track VALUES (3, 2, '2027-W03');
INSERT INTO track VALUES (4, 3, '2027-W06');
SELECT setval(pg_get_serial_sequence('track', 'id'), (SELECT max(id) FROM track));
CREATE TABLE participant (
	id BIGSERIAL NOT NULL, 
	order_id BIGINT NOT NULL, 
	track_id BIGINT NOT NULL, 
	token VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	address TEXT NOT NULL, 
	address_key TEXT NOT NULL, 
	status VARCHAR(8) NOT NULL, 
	why TEXT DEFAULT '' NOT NULL, 
	joined BIGINT NOT NULL, 
	access_until VARCHAR(10) NOT NULL, 
	next_week INTEGER NOT NULL, 
	ready BIGINT, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	first_tried BIGINT, 
	error TEXT DEFAULT '' NOT NULL, 
	repeats INTEGER DEFAULT 0 NOT NULL, 
	owner TEXT, 
	leased_until DOUBLE PRECISION, 
	in_flight BOOLEAN DEFAULT false NOT NULL, 
	last_sent BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(order_id) REFERENCES course_order (id) ON DELETE CASCADE, 
	FOREIGN KEY(track_id) REFERENCES track (id), 
	UNIQUE (token)
);
CREATE INDEX ix_participant_address_key ON participant (address_key);
CREATE UNIQUE INDEX participant_order_address ON participant (order_id, address_key);
CREATE INDEX ix_participant_track_id ON participant (track_id);
CREATE INDEX ix_participant_access_until ON participant (access_until);
CREATE INDEX participant_ready ON participant (ready, id);
INSERT INTO participant VALUES (2, 1, 1, '1698fc532f4904d3', 'Bo', 'bo@example.org', 'bo@example.org', 'left', 'afmeldt', 1796115600, '2029-01-12', 3, NULL, 0, NULL, '', 0, NULL, NULL, false, 1800345600);
INSERT INTO participant VALUES (7, 1, 2, 'f3e5b2a9f9f9fe88', 'Gry', 'gry@example.org', 'gry@example.org', 'active', '', 1800442800, '2029-01-26', 1, 1800950400, 0, NULL, '', 0, 'a', 1795857822.552449, false, NULL);
INSERT INTO participant VALUES (1, 1, 1, '822cde96a6be570e', 'Anne', 'anne@example.org', 'anne@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 0, NULL, '', 0, NULL, NULL, false, 1800950400);
INSERT INTO participant VALUES (3, 1, 1, 'bc579c56887ce8f2', 'Cille', 'cille@example.org', 'cille@example.org', 'bounced', '550 5.1.1 ukendt bruger', 1796115600, '2029-01-12', 3, NULL, 1, NULL, '550 5.1.1 ukendt bruger', 0, NULL, NULL, false, 1800345600);
INSERT INTO participant VALUES (4, 1, 1, 'c11034876b574b40', 'Dan', 'dan@example.org', 'dan@example.org', 'active', '', 1796115600, '2029-01-12', 3, 1800951000, 1, 1800950400, '451 4.2.0 kom igen senere', 0, NULL, NULL, false, 1800345600);
INSERT INTO participant VALUES (5, 1, 1, '227742af0cc37a54', 'Eva', 'eva@example.org', 'eva@example.org', 'active', '', 1796115600, '2029-01-12', 4, 1801555200, 0, NULL, '', 0, NULL, NULL, false, 1800345600);
INSERT INTO participant VALUES (6, 1, 1, '02c72de8cb1a021e', 'Finn', 'finn@example.org', 'finn@example.org', 'active', '', 1796115600, '2029-01-12', 3, 1800950400, 1, NULL, '', 0, 'a', 1795857822.633194, true, 1800345600);
INSERT INTO participant VALUES (8, 2, 3, 'efc1a892f315af08', 'Hans', 'hans@example.org', 'hans@example.org', 'stopped', '', 1796115600, '2029-01-19', 1, NULL, 0, NULL, '', 0, NULL, NULL, false, NULL);
INSERT INTO participant VALUES (9, 3, 4, 'ddd6e71ba4235469', 'Ida', 'ida@example.org', 'ida@example.org', 'active', '', 1796115600, '2029-02-09', 1, 1802160000, 0, NULL, '', 0, NULL, NULL, false, NULL);
INSERT INTO participant VALUES (10, 3, 4, 'c89a99c4532e56bd', 'Jon', 'jon@example.org', 'jon@example.org', 'active', '', 1796115600, '2029-02-09', 1, 1802160000, 0, NULL, '', 0, NULL, NULL, false, NULL);
SELECT setval(pg_get_serial_sequence('participant', 'id'), (SELECT max(id) FROM participant));
CREATE TABLE slot (
	track_id BIGINT NOT NULL, 
	week INTEGER NOT NULL, 
	iso_week VARCHAR(8) NOT NULL, 
	due BIGINT NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (track_id, week), 
	FOREIGN KEY(track_id) REFERENCES track (id) ON DELETE CASCADE
);
INSERT INTO slot VALUES (1, 1, '2027-W02', 1799740800, '');
INSERT INTO slot VALUES (1, 2, '2027-W03', 1800345600, '');
INSERT INTO slot VALUES (1, 3, '2027-W04', 1800950400, '');
INSERT INTO slot VALUES (1, 4, '2027-W05', 1801555200, '');
INSERT INTO slot VALUES (1, 5, '2027-W06', 1802160000, '');
INSERT INTO slot VALUES (1, 6, '2027-W07', 1802764800, '');
INSERT INTO slot VALUES (1, 7, '2027-W08', 1803369600, '');
INSERT INTO slot VALUES (1, 8, '2027-W09', 1803974400, '');
INSERT INTO slot VALUES (1, 9, '2027-W10', 1804579200, '');
INSERT INTO slot VALUES (1, 10, '2027-W11', 1805184000, '');
INSERT INTO slot VALUES (1, 11, '2027-W12', 1805788800, '');
INSERT INTO slot VALUES (1, 12, '2027-W13', 1806390000, '');
INSERT INTO slot VALUES (2, 1, '2027-W04', 1800950400, '');
INSERT INTO slot VALUES (2, 2, '2027-W05', 1801555200, '');
INSERT INTO slot VALUES (2, 3, '2027-W06', 1802160000, '');
INSERT INTO slot VALUES (2, 4, '2027-W07', 1802764800, '');
INSERT INTO slot VALUES (2, 5, '2027-W08', 1803369600, '');
INSERT INTO slot VALUES (2, 6, '2027-W09', 1803974400, '');
INSERT INTO slot VALUES (2, 7, '2027-W10', 1804579200, '');
INSERT INTO slot VALUES (2, 8, '2027-W11', 1805184000, '');
INSERT INTO slot VALUES (2, 9, '2027-W12', 1805788800, '');
INSERT INTO slot VALUES (2, 10, '2027-W13', 1806390000, '');
INSERT INTO slot VALUES (2, 11, '2027-W14', 1806994800, '');
INSERT INTO slot VALUES (2, 12, '2027-W15', 1807599600, '');
INSERT INTO slot VALUES (3, 1, '2027-W03', 1800345600, '');
INSERT INTO slot VALUES (3, 2, '2027-W04', 1800950400, '');
INSERT INTO slot VALUES (3, 3, '2027-W05', 1801555200, '');
INSERT INTO slot VALUES (3, 4, '2027-W06', 1802160000, '');
INSERT INTO slot VALUES (3, 5, '2027-W07', 1802764800, '');
INSERT INTO slot VALUES (3, 6, '2027-W08', 1803369600, '');
INSERT INTO slot VALUES (3, 7, '2027-W09', 1803974400, '');
INSERT INTO slot VALUES (3, 8, '2027-W10', 1804579200, '');
INSERT INTO slot VALUES (3, 9, '2027-W11', 1805184000, '');
INSERT INTO slot VALUES (3, 10, '2027-W12', 1805788800, '');
INSERT INTO slot VALUES (3, 11, '2027-W13', 1806390000, '');
INSERT INTO slot VALUES (3, 12, '2027-W14', 1806994800, '');
INSERT INTO slot VALUES (4, 1, '2027-W06', 1802160000, '');
INSERT INTO slot VALUES (4, 2, '2027-W08', 1803369600, '');
INSERT INTO slot VALUES (4, 3, '2027-W09', 1803888000, 'lukkedag');
INSERT INTO slot VALUES (4, 4, '2027-W10', 1804579200, '');
INSERT INTO slot VALUES (4, 5, '2027-W11', 1805184000, '');
INSERT INTO slot VALUES (4, 6, '2027-W12', 1805788800, '');
INSERT INTO slot VALUES (4, 7, '2027-W13', 1806390000, '');
INSERT INTO slot VALUES (4, 8, '2027-W14', 1806994800, '');
INSERT INTO slot VALUES (4, 9, '2027-W15', 1807599600, '');
INSERT INTO slot VALUES (4, 10, '2027-W16', 1808204400, '');
INSERT INTO slot VALUES (4, 11, '2027-W17', 1808809200, '');
INSERT INTO slot VALUES (4, 12, '2027-W18', 1809414000, '');
CREATE TABLE delivery (
	participant_id BIGINT NOT NULL, 
	week INTEGER NOT NULL, 
	settled BIGINT NOT NULL, 
	sent BOOLEAN NOT NULL, 
	attempts INTEGER NOT NULL, 
	repeats INTEGER NOT NULL, 
	error TEXT NOT NULL, 
	PRIMARY KEY (participant_id, week), 
	FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE
);
INSERT INTO delivery VALUES (1, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (2, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (3, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (4, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (5, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (6, 1, 1799740800, true, 1, 0, '');
INSERT INTO delivery VALUES (1, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (2, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (3, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (4, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (5, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (6, 2, 1800345600, true, 1, 0, '');
INSERT INTO delivery VALUES (1, 3, 1800950400, true, 1, 0, '');
INSERT INTO delivery VALUES (5, 3, 1800950400, false, 1, 0, '452 4.2.2 fuld');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO schema_version VALUES (1);

BEGIN TRANSACTION;
CREATE TABLE account (
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	platform VARCHAR(40) NOT NULL, 
	url TEXT NOT NULL, 
	remote_uid TEXT NOT NULL, 
	options TEXT NOT NULL, 
	filing_number TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	added_at BIGINT NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT ck_account_state_known CHECK (state IN ('active', 'needs_sign_in', 'closed')), 
	CONSTRAINT uq_account_name UNIQUE (name)
);
INSERT INTO "account" VALUES('01e3c0b4-15c6-45ab-a850-e4b77cddaf49','site','sandbox','http://127.0.0.1:45099','sandbox:draft-flip:site','{"channel":"site","profile":"draft-flip"}','','active',1795827600000038);
INSERT INTO "account" VALUES('e7f6efcc-ae58-4036-a82c-801fbee9ec74','app','sandbox','http://127.0.0.1:45099','sandbox:keyed:app','{"channel":"app","profile":"keyed"}','','active',1795827600000040);
CREATE TABLE account_health (
	account VARCHAR(36) NOT NULL, 
	checked_at BIGINT NOT NULL, 
	verdict VARCHAR(12) NOT NULL, 
	words TEXT, 
	since BIGINT NOT NULL, 
	CONSTRAINT pk_account_health PRIMARY KEY (account), 
	CONSTRAINT ck_account_health_verdict_known CHECK (verdict IN ('well', 'unreachable', 'not_allowed', 'sign_in')), 
	CONSTRAINT fk_account_health_account FOREIGN KEY(account) REFERENCES account (id)
);
CREATE TABLE acknowledgement (
	delivery VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_acknowledgement PRIMARY KEY (delivery, ordinal), 
	CONSTRAINT fk_acknowledgement_read_back FOREIGN KEY(delivery, ordinal) REFERENCES read_back (delivery, ordinal), 
	CONSTRAINT ck_acknowledgement_says_something CHECK (note <> ''), 
	CONSTRAINT fk_acknowledgement_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_acknowledgement_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE adoption (
	delivery VARCHAR(36) NOT NULL, 
	step INTEGER NOT NULL, 
	remote_id TEXT NOT NULL, 
	url TEXT NOT NULL, 
	observed VARCHAR(64) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_adoption PRIMARY KEY (delivery, step), 
	CONSTRAINT fk_adoption_step FOREIGN KEY(delivery, step) REFERENCES delivery_step (delivery, ordinal), 
	CONSTRAINT ck_adoption_names_a_post CHECK (remote_id <> ''), 
	CONSTRAINT ck_adoption_digest_of_a_reading CHECK (observed = '' OR length(observed) = 64), 
	CONSTRAINT fk_adoption_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_adoption_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE approval (
	id VARCHAR(36) NOT NULL, 
	edition VARCHAR(36) NOT NULL, 
	stage INTEGER NOT NULL, 
	decision VARCHAR(8) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	"key" VARCHAR(36) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	audit_head VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	made_in VARCHAR(12) NOT NULL, 
	opened TEXT NOT NULL, 
	overrides TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	CONSTRAINT pk_approval PRIMARY KEY (id), 
	CONSTRAINT fk_approval_stage FOREIGN KEY(edition, stage) REFERENCES edition_stage (edition, ordinal), 
	CONSTRAINT uq_approval_one_person_one_stage UNIQUE (edition, "by"), 
	CONSTRAINT ck_approval_ed25519 CHECK (length(signature) = 64), 
	CONSTRAINT ck_approval_return_says_why CHECK (decision <> 'return' OR reason <> ''), 
	CONSTRAINT ck_approval_decision_known CHECK (decision IN ('approve', 'return')), 
	CONSTRAINT ck_approval_made_in_known CHECK (made_in IN ('window', 'command_line')), 
	CONSTRAINT fk_approval_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_approval_key FOREIGN KEY("key") REFERENCES member_key (id)
);
INSERT INTO "approval" VALUES('ba6cc9ba-6dea-4c24-bd65-85a57ef5ddbe','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',1,'approve','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','fa2bae4d-73f6-4540-9f12-3b813fb029b8','bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08','ef4d18f40ea9ecf400f40bf4694b54ec3404f0fb9366998487aa5cd3bc8e737f',1795827600000055,'window','[]','[]','',X'3CB12B37371F4AAEA0DCCCE68333EFB1D12F34427B776B95E17D82230EEAC700AB18EE2295840DEC9962314520AC35D7EE32921617FCCA6388424C2CD150D908');
INSERT INTO "approval" VALUES('f95f230f-af98-4006-b78f-da817ac032ed','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',2,'approve','e1860bd5-5779-43a9-ab20-05869f6a5df6','d37e7884-1555-4f29-ac90-036ba0a667be','bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08','b3dd985b0b078ee4a5948c7e6cbece5bf4f45141bfb2aeafbd5962468527195b',1795827600000057,'window','[]','[]','',X'3739494ACAD18BA1B93E16A8E3B977D8D170A8D860B8A7955B50697CA21BF8DD33130D49AE7A8F1EEE9FD2221740D599400D9B60AC80183D114E1486A9E19609');
INSERT INTO "approval" VALUES('a8897c79-342d-4760-a025-5f901c04b1f9','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',3,'approve','bbbc2f83-d277-4519-b1c3-377b311f3ee5','92879642-5547-4c44-8a1e-08375540304c','bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08','c336247d966572b0f5e9809e9f1fe6a492c90de20b5069e5930d416073e01f31',1795827600000059,'window','[]','[]','',X'99D5EB09B815C298DA0444B0C10E93AEE423DCB6E32E65584B38C8A7D7454D24F77370BC2F294E26B312A81138F7F9FD458AEBC793269342B3CC084FDFBF650E');
INSERT INTO "approval" VALUES('b35bd620-97d3-492e-8b17-cbf0fec1f7eb','2d5c4655-46d2-49b2-9918-b0bee2308314',1,'approve','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','fa2bae4d-73f6-4540-9f12-3b813fb029b8','9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146','92cb3af6cff80754635b7dd94039c284e5835fd1f8ccfe19ce783535ba7d51df',1795827600000093,'window','[]','[]','',X'25467B70D8C81426B000805BE07FC0FB8B14A569344391D824703F58ABE755110C3EBDDDCE7F9866B5F52822C06B3D696831224E3537E5EC183C418102221A08');
INSERT INTO "approval" VALUES('7a1a7147-a57a-45ec-8ef1-ef380ab55f3b','2d5c4655-46d2-49b2-9918-b0bee2308314',2,'approve','e1860bd5-5779-43a9-ab20-05869f6a5df6','d37e7884-1555-4f29-ac90-036ba0a667be','9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146','d6af9e8186e39dbb1f14bc690ee0ff6d2fad3ae5e3e43cd816a5b087ff59d1c0',1795827600000095,'window','[]','[]','',X'98DC8345F9CEFA8E43CBC9E65315E4EC70CBC909E427831638409BD5354785159FC2EA112E6E13964A6A62908090C3993056CA7268770EEEB3FF4CB345F25C09');
INSERT INTO "approval" VALUES('bb2393a4-e7dd-4cad-b9e2-d296d8806ec4','2d5c4655-46d2-49b2-9918-b0bee2308314',3,'approve','bbbc2f83-d277-4519-b1c3-377b311f3ee5','92879642-5547-4c44-8a1e-08375540304c','9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146','8a0cfe3efe58dbc8f84da4fa2e0b2620f82fa7d97fc83a8967a5889897be1a71',1795827600000097,'window','[]','[]','',X'5BA8B8D55FB9E9ADBCE0477BB5B19978D3918AE3D61208A1678B850247CE15F7C08E6A3951BA8AC5C41D28AC3F232744B6737CDE0FB8BB83B686A3ECAF063404');
INSERT INTO "approval" VALUES('744aa0c7-5a56-4a42-8340-ff822c8eec2b','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',1,'approve','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','fa2bae4d-73f6-4540-9f12-3b813fb029b8','0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4','3c7701cbfbcd06a6a9f18750b3547a29e83a8f4ebc7891e2ebcec8c8fa551fcb',1795827600000115,'window','[]','[]','',X'A6D23D1D0AE83808191E028D1ADAD65EDDEA462B206A272A20B95B660A3F65C0A305154343BFC903475038E7AB17C2B97E7B4350EBDF871E15E1146BDA266D08');
INSERT INTO "approval" VALUES('3639a85d-e254-4494-8def-6180d10ee0e9','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',2,'approve','e1860bd5-5779-43a9-ab20-05869f6a5df6','d37e7884-1555-4f29-ac90-036ba0a667be','0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4','e7142e246e4d46c82de87bafb1540ad757dcbad7358ee4c6d21310f403ff7bb4',1795827600000117,'window','[]','[]','',X'D3FE20901B00AECE84386CEC8F21C37F705963C79C09495268E4975ABE76EE150992043F1330F5505EAD8E5A87A4169B5360E6B3B48190C698D3B65D5DA7F405');
INSERT INTO "approval" VALUES('f293d263-737a-4fe2-bcba-eb69a78b5e17','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',3,'approve','bbbc2f83-d277-4519-b1c3-377b311f3ee5','92879642-5547-4c44-8a1e-08375540304c','0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4','6ed88c1aabe91f61ba7a2bd836cf1d4eaa9c708159bdaf90bb30f4c04625faba',1795827600000119,'window','[]','[]','',X'5346F27312A98932AC889F3DDA8F51FFBFDEE00758EBCC3055EE20F2F08F7FAB86460FB3FA09FC438EFFCC25AEC339F896AF2D9AF79CDB1305A08E76B01B840E');
INSERT INTO "approval" VALUES('db647eef-b555-4c69-99b8-eed6d9f4d71d','cf6b4114-be1e-4bf1-847f-ccd106373653',1,'approve','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','fa2bae4d-73f6-4540-9f12-3b813fb029b8','8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26','4dcf851155fddada43eb747455b30f4b38c375f0c77962ac8a6f46e266090dfb',1795827600000139,'window','[]','[]','',X'4E5E9EC894E9B9581217579BFC930E659E00F2B84BCC39165D79A554B8688E486BCEF49426C0637B702F253C7C236F291545B994B571DDA531422FF764BA2C08');
INSERT INTO "approval" VALUES('d0820825-56f9-4686-bef3-38d4aa9dcda6','cf6b4114-be1e-4bf1-847f-ccd106373653',2,'approve','e1860bd5-5779-43a9-ab20-05869f6a5df6','d37e7884-1555-4f29-ac90-036ba0a667be','8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26','6b92115afa59a68b9ee441d1e6f2b2f893358ee553ad9130f909e1cedca1ce20',1795827600000141,'window','[]','[]','',X'C42EB519F85C543490233A77928653FB508F2345B7C934FD3580BAEC75712134332F6194E634F9FD9682B568B73FCF24BA01B4140D352B4F67BCFFF9FBC0CF05');
INSERT INTO "approval" VALUES('ec991a74-88be-498d-9cfe-efe9e28c7810','cf6b4114-be1e-4bf1-847f-ccd106373653',3,'approve','bbbc2f83-d277-4519-b1c3-377b311f3ee5','92879642-5547-4c44-8a1e-08375540304c','8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26','d24d27476aff26c8ea0176a33bd7fbdac0a7dca17efbbc20f8995c64ac912cab',1795827600000143,'window','[]','[]','',X'3BA7E92F1A78E7EC3EE467FD2AA29A3AA95D502772D3E1460523DA663B83ED1EACAFB60A717CD5E8B176E3B1F478AB1C699D9414F11FAA31188BE63E63D45D0C');
INSERT INTO "approval" VALUES('170d7aff-d12b-4c0f-bb7c-d38407e1f266','dec6b582-3dff-4c89-b989-d7481c7a19fa',1,'approve','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','fa2bae4d-73f6-4540-9f12-3b813fb029b8','2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472','e691d73d8099593cf4091f7ee2614c8a3e4462056ce65cbb9664effd805c43d5',1795827600000158,'window','[]','[]','',X'D1A45BB1D739EDA864C881A33980006F776A0154D543820C81A17ED75D17EFA53E9581A87295023FF5B47949460029F6168ECF42AE7F2FF614E402D27049220C');
INSERT INTO "approval" VALUES('a6b2a8c4-9c85-4360-9b1f-95e630843106','dec6b582-3dff-4c89-b989-d7481c7a19fa',2,'approve','e1860bd5-5779-43a9-ab20-05869f6a5df6','d37e7884-1555-4f29-ac90-036ba0a667be','2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472','cc86f0414561ef5e4bba53ae3b2d76f3df6bcd45d2b472ee101f09839ee4dc3e',1795827600000160,'window','[]','[]','',X'C508E1CDA53D98AF57F2E3954D89624BD476E7FB715C449F2B9253F30B93738093753E238F4474E498D924BE974F1BF5981528FCA046DAA45B45A1721169700B');
INSERT INTO "approval" VALUES('3ef35908-010f-4c2f-8505-769837946ef5','dec6b582-3dff-4c89-b989-d7481c7a19fa',3,'approve','bbbc2f83-d277-4519-b1c3-377b311f3ee5','92879642-5547-4c44-8a1e-08375540304c','2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472','57a382d3f76d58246e6ad038deb291e5a1d25b797d6ac40524e6b808fbc3e508',1795827600000162,'window','[]','[]','',X'6E631A73FB4C38763E2FA9AECA3A53D7BEEF8827DA89C0C9777895DA9C7F0FA22A63FB923DC8BE84D435EFB2718891D5E333F7670CC4B6FE5D3475FD5BCCCA0D');
CREATE TABLE attempt (
	id VARCHAR(36) NOT NULL, 
	delivery VARCHAR(36) NOT NULL, 
	account VARCHAR(36) NOT NULL, 
	step INTEGER NOT NULL, 
	fence INTEGER NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	request_digest VARCHAR(64) NOT NULL, 
	"key" VARCHAR(16) NOT NULL, 
	watermark TEXT NOT NULL, 
	begun_at BIGINT NOT NULL, 
	boot VARCHAR(64) NOT NULL, 
	boot_microseconds BIGINT NOT NULL, 
	ended_at BIGINT, 
	reason TEXT, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT fk_attempt_step FOREIGN KEY(delivery, step) REFERENCES delivery_step (delivery, ordinal), 
	CONSTRAINT ck_attempt_state_known CHECK (state IN ('open', 'done', 'refused', 'unknown', 'absent')), 
	CONSTRAINT ck_attempt_closed_has_end CHECK ((state = 'open') = (ended_at IS NULL))
);
INSERT INTO "attempt" VALUES('5f519bf8-f882-49b9-b82d-dcf0f39e5db9','0d8d86db-4466-492e-9fbf-128d148fc8ac','01e3c0b4-15c6-45ab-a850-e4b77cddaf49',2,1,'done','9c413b447931b580443ef46ad3b39e9dc06d2650690ceaf124ad345e3b53a547','dc63c0a32d81ce30','',1795827600000071,'boot-1',3600000000,1795827600000074,NULL);
INSERT INTO "attempt" VALUES('3f32af71-9333-4d5c-b7d6-1a13c864ff59','fc3c3b65-c52e-4552-9639-962936cce95b','01e3c0b4-15c6-45ab-a850-e4b77cddaf49',2,1,'unknown','b05b6e888527c52fb8b4546da744b725dab599652b54d27b379a365b6c709ca4','0609fcc5043b74ec','',1795827600000174,'boot-1',3600000000,1795827600000178,'["{host} gave no certain answer: {why}.",{"host":"127.0.0.1:45099","why":["the connection broke off",{}]}]');
CREATE TABLE audit (
	sequence INTEGER NOT NULL, 
	transaction_id VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	actor VARCHAR(80) NOT NULL, 
	actor_name TEXT NOT NULL, 
	action VARCHAR(60) NOT NULL, 
	subject_kind VARCHAR(30) NOT NULL, 
	subject_id VARCHAR(80) NOT NULL, 
	detail TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (sequence), 
	CONSTRAINT uq_audit_hash UNIQUE (hash)
);
INSERT INTO "audit" VALUES(1,'dcd3bc82-3651-4a28-ba0c-9cba32c44f1c',1795827600000002,'system','Press Desk','workspace.create','workspace','823a53b1-df9d-4070-a6b5-b54df19d7cd8','{}','0000000000000000000000000000000000000000000000000000000000000000','d9fce6290a61c7c76f22972311b4a58eeb051b32631f128e858db1e2e0f3b592');
INSERT INTO "audit" VALUES(2,'c4e8a1b4-c871-4c35-b38b-b8f97a9334f6',1795827600000005,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.found','member','939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','{"roles":["admin"],"seal":{"member":"2a1ce5c1906e383d0288d53850409c00994c18569b16497d083d85534efb2311"}}','d9fce6290a61c7c76f22972311b4a58eeb051b32631f128e858db1e2e0f3b592','4c51d6d5a0d41818f721337a0ba32ad1707317c8ddf0233ee2990b6190e66df1');
INSERT INTO "audit" VALUES(3,'c4e8a1b4-c871-4c35-b38b-b8f97a9334f6',1795827600000005,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','66884ca7-338c-41f1-aab1-ae44a588c45a','{"by_oneself":true,"member":"939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23","public":"0b5c937ecc1dc1c8ba1ee4bd5302c159e9e74b015ab95cdc69c0d96b1cf6a4c3"}','4c51d6d5a0d41818f721337a0ba32ad1707317c8ddf0233ee2990b6190e66df1','45dc2ae232a10300a60d4bd7f181cb234ba2152aabd303b1686472672f318912');
INSERT INTO "audit" VALUES(4,'c4e8a1b4-c871-4c35-b38b-b8f97a9334f6',1795827600000005,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','{"key":"66884ca7-338c-41f1-aab1-ae44a588c45a"}','45dc2ae232a10300a60d4bd7f181cb234ba2152aabd303b1686472672f318912','1c55f2c53bd8ad8a32a83bab72d22c7054b5d08e498be1c883f20b68353ff945');
INSERT INTO "audit" VALUES(5,'43fd9b92-70fe-434a-b279-394029f119a7',1795827600000006,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','route.add','route','5b065e96-4fe8-4896-927a-5cc4914492bc','{"persons":3,"seal":{"route_version":"2d3765c09e72c097855aaf938d8e572c65fdd2b487d675e910554dfa4b426355"},"stages":3,"use_hours":0,"words":"8e4493088e11009b4e25c0ae92c6ef8a07784dcfefaf4b4e75da2b60b5fd23f1"}','1c55f2c53bd8ad8a32a83bab72d22c7054b5d08e498be1c883f20b68353ff945','a6957a74620f108eb1e8b440a1582c1ead9fff030e55d6b500f49eb06832c01d');
INSERT INTO "audit" VALUES(6,'0afa8e44-8f35-4f4b-b2f7-98bf0c5abe78',1795827600000007,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','route.add','route','e1b0414e-8d66-4253-8c7d-9267d4fe5873','{"persons":1,"seal":{"route_version":"6a9b4af5de81fc57983e76617a118e0c1e32fed07d9595a6e7f923a625c5214f"},"stages":1,"use_hours":0,"words":"2b5e21869cf0528848c5e604cdf9f1b5a785b5e271a6b8a8acb77c5c615b5c54"}','a6957a74620f108eb1e8b440a1582c1ead9fff030e55d6b500f49eb06832c01d','a4d6c463e9a1e68cb6d3cf0b010368272e499d5f44b5b7ddcefa9493cbd3e77f');
INSERT INTO "audit" VALUES(7,'2c8b7c7b-8235-420a-b20e-061a9c7c77ba',1795827600000009,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','{"roles":["editor"],"seal":{"member":"0bba7aaeb82c5be31e02e2e16c5ac8daf5487b5d469d4d1e08aba3509b752903"}}','a4d6c463e9a1e68cb6d3cf0b010368272e499d5f44b5b7ddcefa9493cbd3e77f','12830e6a43a88c6ba37e92929d9f3df1d6f5d4404e377bb6b769f7a596dbc24c');
INSERT INTO "audit" VALUES(8,'32e611b7-1e74-440f-b3b3-ca37efe9b035',1795827600000010,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','member.activate','member','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','{"key":"465e5098-2ca8-461f-af42-6b2122ba4046","public":"88aafcee9a657701738a8699dc487564065556fce5b2c0afad597e4664d25b56"}','12830e6a43a88c6ba37e92929d9f3df1d6f5d4404e377bb6b769f7a596dbc24c','b273a981e20b8bbb8408cc9dedcf703d925a3793f54c18b65d9b06afad293a0c');
INSERT INTO "audit" VALUES(9,'c80aa9e4-b0ac-497e-8761-c06fc0b2f673',1795827600000012,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','465e5098-2ca8-461f-af42-6b2122ba4046','{"member":"89ab9fb3-3a2d-4ace-84de-6dbaa7be802d","public":"88aafcee9a657701738a8699dc487564065556fce5b2c0afad597e4664d25b56"}','b273a981e20b8bbb8408cc9dedcf703d925a3793f54c18b65d9b06afad293a0c','8b7654e063e3b22ad1aeb6130f99ce3d771c11fe8d0ef38bf06ca29edd06d6ac');
INSERT INTO "audit" VALUES(10,'c80aa9e4-b0ac-497e-8761-c06fc0b2f673',1795827600000012,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','{"key":"465e5098-2ca8-461f-af42-6b2122ba4046"}','8b7654e063e3b22ad1aeb6130f99ce3d771c11fe8d0ef38bf06ca29edd06d6ac','f999f7427528f4ab50af850697180f61a8e5e566944a9ae561b7cb6728c677d4');
INSERT INTO "audit" VALUES(11,'f4899234-f35c-4596-8a55-caad735d59f7',1795827600000014,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','c5b52156-5d1b-46f6-b99b-86cd123c5a46','{"roles":["editor"],"seal":{"member":"697b2bbab1b914dd70652c7b8af9b52ace8926703d5bd86408db8f2ea113384a"}}','f999f7427528f4ab50af850697180f61a8e5e566944a9ae561b7cb6728c677d4','5ac7f61eba2e8c5ad29d2450873d24ebb96bc4c1d1e1d6522a586986a8222796');
INSERT INTO "audit" VALUES(12,'ae641bc9-5883-4ce5-af5e-96fedc4c5355',1795827600000015,'member:c5b52156-5d1b-46f6-b99b-86cd123c5a46','editor2','member.activate','member','c5b52156-5d1b-46f6-b99b-86cd123c5a46','{"key":"bb19804c-5b77-4c2a-b4a7-6e37cfaf847d","public":"6da2bac5d52ff9f96a2769cddab0faecc5be73a07338343852d48b6b73a78b0f"}','5ac7f61eba2e8c5ad29d2450873d24ebb96bc4c1d1e1d6522a586986a8222796','e0d7cac744a9caf4e7945b46ceaae0e564da687b914870840aec852f36a08fbb');
INSERT INTO "audit" VALUES(13,'654e910a-25dd-4758-8e48-27f488e45fa5',1795827600000017,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','bb19804c-5b77-4c2a-b4a7-6e37cfaf847d','{"member":"c5b52156-5d1b-46f6-b99b-86cd123c5a46","public":"6da2bac5d52ff9f96a2769cddab0faecc5be73a07338343852d48b6b73a78b0f"}','e0d7cac744a9caf4e7945b46ceaae0e564da687b914870840aec852f36a08fbb','4db44ed81e87fb80ee9cb74b5c184cfcf5a5c40e4a8795a2af5461622b053889');
INSERT INTO "audit" VALUES(14,'654e910a-25dd-4758-8e48-27f488e45fa5',1795827600000017,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','c5b52156-5d1b-46f6-b99b-86cd123c5a46','{"key":"bb19804c-5b77-4c2a-b4a7-6e37cfaf847d"}','4db44ed81e87fb80ee9cb74b5c184cfcf5a5c40e4a8795a2af5461622b053889','777ae07b6e7c76a0d25b6e23e930abfeb1196f5f046c96c344e1636b3ab96dd8');
INSERT INTO "audit" VALUES(15,'4d2091bd-4e39-400d-92df-30626c32795d',1795827600000019,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','{"roles":["reviewer"],"seal":{"member":"f10870ff2ce84eed619a8b2cc775ea45e6a53a9b2ceb216b3f3a84956832951d"}}','777ae07b6e7c76a0d25b6e23e930abfeb1196f5f046c96c344e1636b3ab96dd8','9351be1e7b056b597c03b5b938912fc8fa17ea4cfa71b3c8c77128a6b890f696');
INSERT INTO "audit" VALUES(16,'cac49e3b-c5b1-4486-9f60-ecf86aee06fb',1795827600000020,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','member.activate','member','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','{"key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","public":"bdb7795e73e1149b58421b9d85984d1758f988dae125a7328130852291fa0ed3"}','9351be1e7b056b597c03b5b938912fc8fa17ea4cfa71b3c8c77128a6b890f696','d92ec7bb5fc3fcf47b105a73743145c19938e8e77f6b5810f60fd2721ce70501');
INSERT INTO "audit" VALUES(17,'5362a1fc-3c41-4bb8-9d5f-c7a1ceda1d42',1795827600000022,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','fa2bae4d-73f6-4540-9f12-3b813fb029b8','{"member":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","public":"bdb7795e73e1149b58421b9d85984d1758f988dae125a7328130852291fa0ed3"}','d92ec7bb5fc3fcf47b105a73743145c19938e8e77f6b5810f60fd2721ce70501','a9192d70077c91ec9485a0499ff136335649e7e5456a3b93cecc94152c9e072f');
INSERT INTO "audit" VALUES(18,'5362a1fc-3c41-4bb8-9d5f-c7a1ceda1d42',1795827600000022,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','{"key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8"}','a9192d70077c91ec9485a0499ff136335649e7e5456a3b93cecc94152c9e072f','c6c2d951521c125087e425e61788f6d5cfd3f92368e148aa315320ae4c4ea6bc');
INSERT INTO "audit" VALUES(19,'028ec4af-c27d-40d5-b3a4-ed096a1b4094',1795827600000024,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','e1860bd5-5779-43a9-ab20-05869f6a5df6','{"roles":["reviewer"],"seal":{"member":"a8ec6bac0ff160ec1cf1a19592dab1fa751fc95af8bef6acc233e64691e61f96"}}','c6c2d951521c125087e425e61788f6d5cfd3f92368e148aa315320ae4c4ea6bc','867ab829e6dd1176fb083e1a3339f64140780468358d411d1af69c098e43ca04');
INSERT INTO "audit" VALUES(20,'9c2056d3-86e7-4216-b269-87c8c40cfa32',1795827600000025,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','member.activate','member','e1860bd5-5779-43a9-ab20-05869f6a5df6','{"key":"d37e7884-1555-4f29-ac90-036ba0a667be","public":"b6fbdecc2cb3ff82a8653559303a91ed39ede7c5f890535de46141994b1cc41a"}','867ab829e6dd1176fb083e1a3339f64140780468358d411d1af69c098e43ca04','5609bd7530b0cc0870ff133df197555938a52a1bd232416d8c6d1b100dd00f95');
INSERT INTO "audit" VALUES(21,'e2cf7009-e1ca-4629-8cc9-34f648eb3ad9',1795827600000027,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','d37e7884-1555-4f29-ac90-036ba0a667be','{"member":"e1860bd5-5779-43a9-ab20-05869f6a5df6","public":"b6fbdecc2cb3ff82a8653559303a91ed39ede7c5f890535de46141994b1cc41a"}','5609bd7530b0cc0870ff133df197555938a52a1bd232416d8c6d1b100dd00f95','11ebf235bf1e89e83a77d6a4e33cd48eeb54f543e6bae591639a3fe0d51011df');
INSERT INTO "audit" VALUES(22,'e2cf7009-e1ca-4629-8cc9-34f648eb3ad9',1795827600000027,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','e1860bd5-5779-43a9-ab20-05869f6a5df6','{"key":"d37e7884-1555-4f29-ac90-036ba0a667be"}','11ebf235bf1e89e83a77d6a4e33cd48eeb54f543e6bae591639a3fe0d51011df','e98964526e66155fa4062aeea7b1ccad7021dae0c2450f508057599b9b8f33e1');
INSERT INTO "audit" VALUES(23,'0642404d-3cc9-4872-be80-b6da73ae3e0e',1795827600000029,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','bbbc2f83-d277-4519-b1c3-377b311f3ee5','{"roles":["reviewer"],"seal":{"member":"0c346e4fd30ebc16a1345ea0c01b4b308f784f42535fca229f3baf20ec5b5774"}}','e98964526e66155fa4062aeea7b1ccad7021dae0c2450f508057599b9b8f33e1','ca90829857319009d5eba8c24d7d0089422776a95326a139273b57e1cbf0fec2');
INSERT INTO "audit" VALUES(24,'350f83b6-b10e-4a7f-810e-3efc782ab75d',1795827600000030,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','member.activate','member','bbbc2f83-d277-4519-b1c3-377b311f3ee5','{"key":"92879642-5547-4c44-8a1e-08375540304c","public":"076634a80bb2854c526b6ec2cfba0178bc978abf6fd4643805dcd5ca2266f3fe"}','ca90829857319009d5eba8c24d7d0089422776a95326a139273b57e1cbf0fec2','72febf48a5564be5de78d6c92b7f9d8dbe16e0d8ca0d7ccf8fead36f76075803');
INSERT INTO "audit" VALUES(25,'18db8d30-f879-475a-8464-9a23fab7694d',1795827600000032,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','92879642-5547-4c44-8a1e-08375540304c','{"member":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","public":"076634a80bb2854c526b6ec2cfba0178bc978abf6fd4643805dcd5ca2266f3fe"}','72febf48a5564be5de78d6c92b7f9d8dbe16e0d8ca0d7ccf8fead36f76075803','67c6a6728357c95ac4c1dbc59e2bc5e29f76082a236b1fb93f30b59d4036ff16');
INSERT INTO "audit" VALUES(26,'18db8d30-f879-475a-8464-9a23fab7694d',1795827600000032,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','bbbc2f83-d277-4519-b1c3-377b311f3ee5','{"key":"92879642-5547-4c44-8a1e-08375540304c"}','67c6a6728357c95ac4c1dbc59e2bc5e29f76082a236b1fb93f30b59d4036ff16','6e86cfe5bbd8fdce36e92608156269284d484e1f0a2d38e7f27864999d2d91c6');
INSERT INTO "audit" VALUES(27,'8bb6c26d-bca4-4f84-8718-15a37bda86c5',1795827600000034,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.add','member','72880b82-d0df-4209-9b92-b973b4ee3a6b','{"roles":["publisher"],"seal":{"member":"a0f9ca3f1704eda380eb7f6184035d571e11405f6ca36cc4a3a7ff774ddc52b5"}}','6e86cfe5bbd8fdce36e92608156269284d484e1f0a2d38e7f27864999d2d91c6','9876d1afe988a6a425fa1a82261d8fa5fec1b26d98801bc23aecee62eba37db5');
INSERT INTO "audit" VALUES(28,'60e6ad58-48a0-42ea-a8da-063bafa2296d',1795827600000035,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','member.activate','member','72880b82-d0df-4209-9b92-b973b4ee3a6b','{"key":"36518d24-a6ea-476b-b41f-67611c27c91e","public":"a67e5af2008a5618d0058bc696b01eb6608a0554a6892ea0484269da31598b63"}','9876d1afe988a6a425fa1a82261d8fa5fec1b26d98801bc23aecee62eba37db5','11b62099895449fe0ae0f6fbea0f7714dc3977478a976ae4e76736ccbc321d97');
INSERT INTO "audit" VALUES(29,'acf20d20-a13b-44d7-bb82-74bc3444b403',1795827600000037,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','key.confirm','member_key','36518d24-a6ea-476b-b41f-67611c27c91e','{"member":"72880b82-d0df-4209-9b92-b973b4ee3a6b","public":"a67e5af2008a5618d0058bc696b01eb6608a0554a6892ea0484269da31598b63"}','11b62099895449fe0ae0f6fbea0f7714dc3977478a976ae4e76736ccbc321d97','bb4717e2afa5b570d2adf346d348fa671231fff293a9eab51958b88b98294b58');
INSERT INTO "audit" VALUES(30,'acf20d20-a13b-44d7-bb82-74bc3444b403',1795827600000037,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','member.confirm','member','72880b82-d0df-4209-9b92-b973b4ee3a6b','{"key":"36518d24-a6ea-476b-b41f-67611c27c91e"}','bb4717e2afa5b570d2adf346d348fa671231fff293a9eab51958b88b98294b58','9ed6d48ae20b2c8203bdc697cca0bc62f44ef4e116f36bfbb2bc4bb153d46af7');
INSERT INTO "audit" VALUES(31,'f0246f9c-d689-4b81-bf33-d5476c5998ac',1795827600000039,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','account.add','account','01e3c0b4-15c6-45ab-a850-e4b77cddaf49','{"platform":"sandbox","remote_uid":"sandbox:draft-flip:site","seal":{"account":"6ba203625cde5367512998cc8430c5ca6aa3d16b8532423514088c0ce93f024c"},"url":"http://127.0.0.1:45099"}','9ed6d48ae20b2c8203bdc697cca0bc62f44ef4e116f36bfbb2bc4bb153d46af7','f778cda48b46b35060fbf038d44957bf34afb4633cfc1b607db5f9ba80c1d0fb');
INSERT INTO "audit" VALUES(32,'93a58704-64c8-4c54-8baa-939189c1a344',1795827600000041,'member:939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','account.add','account','e7f6efcc-ae58-4036-a82c-801fbee9ec74','{"platform":"sandbox","remote_uid":"sandbox:keyed:app","seal":{"account":"4beae6acc3f42c214685422bcbf74a1b584b47c9c252bb8f3d5cd69614e0d61c"},"url":"http://127.0.0.1:45099"}','f778cda48b46b35060fbf038d44957bf34afb4633cfc1b607db5f9ba80c1d0fb','d709d4e5f5ac1f224450b5782e5121396f1d19d478d89a98db45c46ea4b691f3');
INSERT INTO "audit" VALUES(33,'9a34d741-16a5-4203-859b-82ce010c16f1',1795827600000043,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','document.create','document','a8bdf941-bbb5-4dbf-b1f2-c2a0c9a05e9f','{"number":1,"revision":"dcd2c7c1-4264-4018-9b68-ac75170207b9","seal":{"document":"7349fad7b69a4a2a5a41f35ad54a6bb69795a21811ceb82bfd0724749cda5005","revision":"872a9f390e9a38ea31bfa41d20330b5044bf397843169abdfcfe3c735ee4c547"}}','d709d4e5f5ac1f224450b5782e5121396f1d19d478d89a98db45c46ea4b691f3','28d112f4e85cf084af31e813095323304f0481a6ef1b378810fd93c4fa0ce180');
INSERT INTO "audit" VALUES(34,'16562aab-f842-48ed-ac50-fe5ffb32259e',1795827600000054,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','edition.submit','edition','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','{"digest":"bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08","document":"a8bdf941-bbb5-4dbf-b1f2-c2a0c9a05e9f","revision":"dcd2c7c1-4264-4018-9b68-ac75170207b9"}','28d112f4e85cf084af31e813095323304f0481a6ef1b378810fd93c4fa0ce180','ef4d18f40ea9ecf400f40bf4694b54ec3404f0fb9366998487aa5cd3bc8e737f');
INSERT INTO "audit" VALUES(35,'b13fe3b4-999c-462f-aefb-9d5e8d1f1b0e',1795827600000056,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','edition.approve','edition','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','{"by":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","digest":"bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08","key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","signature":"4aaa79f17c5d5264746aedd7d8db7a28d062564f6fa622adbdd25ac4ab2e8077","stage":1}','ef4d18f40ea9ecf400f40bf4694b54ec3404f0fb9366998487aa5cd3bc8e737f','b3dd985b0b078ee4a5948c7e6cbece5bf4f45141bfb2aeafbd5962468527195b');
INSERT INTO "audit" VALUES(36,'e4112d4d-7793-4238-af23-ba8a6422dfe0',1795827600000058,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','edition.approve','edition','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','{"by":"e1860bd5-5779-43a9-ab20-05869f6a5df6","digest":"bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08","key":"d37e7884-1555-4f29-ac90-036ba0a667be","signature":"219b3828bf55abc3a84fa8a4d20bbd5a1b9e08f1578a7c79a78da80bbf409948","stage":2}','b3dd985b0b078ee4a5948c7e6cbece5bf4f45141bfb2aeafbd5962468527195b','c336247d966572b0f5e9809e9f1fe6a492c90de20b5069e5930d416073e01f31');
INSERT INTO "audit" VALUES(37,'6325a88a-b3b8-4464-9827-0845c52fa292',1795827600000060,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','edition.approve','edition','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','{"by":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","digest":"bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08","key":"92879642-5547-4c44-8a1e-08375540304c","signature":"6e185a8193b005f526d8d8c67894a348f9823b0944b99f3f69a798f214d13e50","stage":3}','c336247d966572b0f5e9809e9f1fe6a492c90de20b5069e5930d416073e01f31','5cae3e027249a0c2b765894d17f30be788a1e19337ade0b2ebe659cb0f685ebb');
INSERT INTO "audit" VALUES(38,'db0293c5-1749-4434-8728-771b0d86c5bb',1795827600000064,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','edition.queue','edition','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','{"digest":"bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08"}','5cae3e027249a0c2b765894d17f30be788a1e19337ade0b2ebe659cb0f685ebb','8e48ce82b016334f56a7193e064214c98f04490256f96a23986f572f66999241');
INSERT INTO "audit" VALUES(39,'db0293c5-1749-4434-8728-771b0d86c5bb',1795827600000064,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','delivery.queue','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"account":"01e3c0b4-15c6-45ab-a850-e4b77cddaf49","edition":"c74f2cd3-f580-44cb-ba38-b70cfb98d3d1"}','8e48ce82b016334f56a7193e064214c98f04490256f96a23986f572f66999241','13f1f716905a170e935c52743f7fb0fd49a2503ffe2369666613a8d05ea747f4');
INSERT INTO "audit" VALUES(40,'6376181f-b74c-4881-93a8-a5e2867272e9',1795827600000067,'worker:test','test','delivery.claim','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"from":"queued","to":"working"}','13f1f716905a170e935c52743f7fb0fd49a2503ffe2369666613a8d05ea747f4','3e8642bee5f4c24a5b2741eb2197ac0203ac467e55c18c8f293ba30b481846e1');
INSERT INTO "audit" VALUES(41,'1710fb47-3896-4d94-9566-864861b218f0',1795827600000069,'worker:test','test','delivery.step','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"step":"draft"}','3e8642bee5f4c24a5b2741eb2197ac0203ac467e55c18c8f293ba30b481846e1','7161870e240137e092e49e6030ba845ca5ec2cd334b505cf5a2bb9bf735c38cb');
INSERT INTO "audit" VALUES(42,'3018fc26-a55a-445b-ad36-70e6ad57790d',1795827600000072,'worker:test','test','delivery.intend','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"attempt":"5f519bf8-f882-49b9-b82d-dcf0f39e5db9","request":"9c413b447931b580443ef46ad3b39e9dc06d2650690ceaf124ad345e3b53a547","step":2}','7161870e240137e092e49e6030ba845ca5ec2cd334b505cf5a2bb9bf735c38cb','268618b04e8b5ccf64f6be21d94bb123ce3c2d88c1ac9ad52942cece9472178b');
INSERT INTO "audit" VALUES(43,'8d802db0-86cb-432b-b180-0b8a0dd7d3a9',1795827600000074,'worker:test','test','delivery.done','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"answer":"aa7707d3afb7d1378228113853f8ed812c39ee8f803fa6fd9b88e8ba28c416ab","attempt":"5f519bf8-f882-49b9-b82d-dcf0f39e5db9","remote_id":"1","requests":2,"step":2}','268618b04e8b5ccf64f6be21d94bb123ce3c2d88c1ac9ad52942cece9472178b','ef16b7e177e41f0803e45b93fb9add26b6853b25f1c7e38486132b4f3b14da03');
INSERT INTO "audit" VALUES(44,'ab197388-9c1d-4f4b-af24-6ed48e53fae6',1795827600000078,'worker:test','test','delivery.verify','delivery','0d8d86db-4466-492e-9fbf-128d148fc8ac','{"differences":0,"observed":"e3b4146868e325a4c456522e26f30dd033d4106aa7f2e3ec17a4618c81469a31","requests":1,"verdict":"identical"}','ef16b7e177e41f0803e45b93fb9add26b6853b25f1c7e38486132b4f3b14da03','3186d20c7681cc897ad5953f8f0530ee50cd280be5ea6d40b1b4dfad121ed63c');
INSERT INTO "audit" VALUES(45,'f2a46507-d7eb-4b79-a756-33636efab789',1795827600000081,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','document.create','document','8d0f99cb-7fe5-4508-afe3-1aa920bd0498','{"number":1,"revision":"bc131de5-3c25-4a0a-8db6-e406d5212a06","seal":{"document":"7349fad7b69a4a2a5a41f35ad54a6bb69795a21811ceb82bfd0724749cda5005","revision":"31c3765d071828cd54842029491acf267ccb471c2722cbef861831aeb74cacc0"}}','3186d20c7681cc897ad5953f8f0530ee50cd280be5ea6d40b1b4dfad121ed63c','6a29461b744af576184362177f9b2b3b80294446f70ee550898501577422075c');
INSERT INTO "audit" VALUES(46,'12c633cd-a61e-4be3-9600-d1c02828f851',1795827600000092,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','edition.submit','edition','2d5c4655-46d2-49b2-9918-b0bee2308314','{"digest":"9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146","document":"8d0f99cb-7fe5-4508-afe3-1aa920bd0498","revision":"bc131de5-3c25-4a0a-8db6-e406d5212a06"}','6a29461b744af576184362177f9b2b3b80294446f70ee550898501577422075c','92cb3af6cff80754635b7dd94039c284e5835fd1f8ccfe19ce783535ba7d51df');
INSERT INTO "audit" VALUES(47,'26c63e88-b8c9-4709-8f79-869791705af8',1795827600000094,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','edition.approve','edition','2d5c4655-46d2-49b2-9918-b0bee2308314','{"by":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","digest":"9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146","key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","signature":"dc8d7879cf3deee0aa4957141b475af07ccbfa7f26ab6fdfeeb708c6eec98817","stage":1}','92cb3af6cff80754635b7dd94039c284e5835fd1f8ccfe19ce783535ba7d51df','d6af9e8186e39dbb1f14bc690ee0ff6d2fad3ae5e3e43cd816a5b087ff59d1c0');
INSERT INTO "audit" VALUES(48,'707b598b-b9b3-4763-b0bd-8e2a2c25cde3',1795827600000096,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','edition.approve','edition','2d5c4655-46d2-49b2-9918-b0bee2308314','{"by":"e1860bd5-5779-43a9-ab20-05869f6a5df6","digest":"9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146","key":"d37e7884-1555-4f29-ac90-036ba0a667be","signature":"6c9f0a2e98cf7ff3dcf7ccede2798efa8fdea527241f4e20bd92522606cdc871","stage":2}','d6af9e8186e39dbb1f14bc690ee0ff6d2fad3ae5e3e43cd816a5b087ff59d1c0','8a0cfe3efe58dbc8f84da4fa2e0b2620f82fa7d97fc83a8967a5889897be1a71');
INSERT INTO "audit" VALUES(49,'e9b1b3c6-24c9-4c84-8e8d-a557310eea54',1795827600000098,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','edition.approve','edition','2d5c4655-46d2-49b2-9918-b0bee2308314','{"by":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","digest":"9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146","key":"92879642-5547-4c44-8a1e-08375540304c","signature":"925af06f9afadd374dfc1eb7f28a4f31c5f2f2a61252b64b93716e87c930266b","stage":3}','8a0cfe3efe58dbc8f84da4fa2e0b2620f82fa7d97fc83a8967a5889897be1a71','b8eaa05133550000c936918cae75ad0059a2521559c61c3d88a10ca64b2ae34b');
INSERT INTO "audit" VALUES(50,'997dda6b-180e-4fa8-b65a-b2333b8fc7ce',1795827600000101,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','edition.queue','edition','2d5c4655-46d2-49b2-9918-b0bee2308314','{"digest":"9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146"}','b8eaa05133550000c936918cae75ad0059a2521559c61c3d88a10ca64b2ae34b','87fa32a6cc17992c074ce3f12ff9dac3973c79ffc69952dadff901298f84b432');
INSERT INTO "audit" VALUES(51,'997dda6b-180e-4fa8-b65a-b2333b8fc7ce',1795827600000101,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','delivery.queue','delivery','0cc5a2bc-3ba9-4801-8cd1-f42184cbddae','{"account":"e7f6efcc-ae58-4036-a82c-801fbee9ec74","edition":"2d5c4655-46d2-49b2-9918-b0bee2308314"}','87fa32a6cc17992c074ce3f12ff9dac3973c79ffc69952dadff901298f84b432','6f9644a254fc50c8cc8438cd78d51e385fb948130b7dcb215fd83dbf3b95a426');
INSERT INTO "audit" VALUES(52,'e3d55df2-0e2b-4386-9fa2-f51f13c1e35a',1795827600000103,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','document.create','document','2c0c458b-68b0-4efa-884e-2322269278d6','{"number":1,"revision":"975181a9-4f94-4483-ba29-d2821addc6c5","seal":{"document":"7349fad7b69a4a2a5a41f35ad54a6bb69795a21811ceb82bfd0724749cda5005","revision":"4568f75234343949c50589fa67c477f872fa304523a3d398b22f3a0c3c0f7b15"}}','6f9644a254fc50c8cc8438cd78d51e385fb948130b7dcb215fd83dbf3b95a426','022b67f6de4c420e6cd0c3324b97cde91378f48c436b2b345e202c255ed158ee');
INSERT INTO "audit" VALUES(53,'470e5a5a-519a-48ad-8608-db45ec17f0fa',1795827600000114,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','edition.submit','edition','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','{"digest":"0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4","document":"2c0c458b-68b0-4efa-884e-2322269278d6","revision":"975181a9-4f94-4483-ba29-d2821addc6c5"}','022b67f6de4c420e6cd0c3324b97cde91378f48c436b2b345e202c255ed158ee','3c7701cbfbcd06a6a9f18750b3547a29e83a8f4ebc7891e2ebcec8c8fa551fcb');
INSERT INTO "audit" VALUES(54,'8b22f1ff-fc8f-42af-b731-2db89b3351c9',1795827600000116,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','edition.approve','edition','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','{"by":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","digest":"0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4","key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","signature":"a0c742a39c38f9ddf0aa4023baf5e228795077728a6315738eee426c60f4f734","stage":1}','3c7701cbfbcd06a6a9f18750b3547a29e83a8f4ebc7891e2ebcec8c8fa551fcb','e7142e246e4d46c82de87bafb1540ad757dcbad7358ee4c6d21310f403ff7bb4');
INSERT INTO "audit" VALUES(55,'e4e3fc1a-ba7b-464b-b720-faf204fab683',1795827600000118,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','edition.approve','edition','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','{"by":"e1860bd5-5779-43a9-ab20-05869f6a5df6","digest":"0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4","key":"d37e7884-1555-4f29-ac90-036ba0a667be","signature":"85fb049ffad7b7daf34bc54f334c3b566e5f2add621203906d47846410a687dc","stage":2}','e7142e246e4d46c82de87bafb1540ad757dcbad7358ee4c6d21310f403ff7bb4','6ed88c1aabe91f61ba7a2bd836cf1d4eaa9c708159bdaf90bb30f4c04625faba');
INSERT INTO "audit" VALUES(56,'6a688c28-5e2f-418d-a054-19c5450474aa',1795827600000120,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','edition.approve','edition','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','{"by":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","digest":"0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4","key":"92879642-5547-4c44-8a1e-08375540304c","signature":"7cff5695a1eca3f2a06be0ea6aec04b695ef96fedfe725125f7697a5caa97d0a","stage":3}','6ed88c1aabe91f61ba7a2bd836cf1d4eaa9c708159bdaf90bb30f4c04625faba','d981d0db71b8bbb8119ee375a2316295adbb97bfa46d0bde8429ac9dd37d0526');
INSERT INTO "audit" VALUES(57,'1072b808-6bc2-4fb8-a70d-7b5c855f4f88',1795827600000124,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','edition.queue','edition','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','{"digest":"0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4"}','d981d0db71b8bbb8119ee375a2316295adbb97bfa46d0bde8429ac9dd37d0526','86140a4a2bd15fa4ce0a1e8cde1434c534bc9f5b91542e4f65bfc83fb85bd1f9');
INSERT INTO "audit" VALUES(58,'1072b808-6bc2-4fb8-a70d-7b5c855f4f88',1795827600000124,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','delivery.queue','delivery','81a18fad-72d8-4492-ac19-15a6288e170f','{"account":"e7f6efcc-ae58-4036-a82c-801fbee9ec74","edition":"56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76"}','86140a4a2bd15fa4ce0a1e8cde1434c534bc9f5b91542e4f65bfc83fb85bd1f9','b66eac47fed22493cdfa2480687129d64dba5c088a7cf71362dedce2017dd8ae');
INSERT INTO "audit" VALUES(59,'af413a48-6fab-43d2-bf97-d7483cd50140',1795827600000125,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','delivery.hold','delivery','81a18fad-72d8-4492-ac19-15a6288e170f','{"from":"queued","reason":["{words}",{"words":"等上级来电"}],"to":"held","why":["{words}",{"words":"等上级来电"}]}','b66eac47fed22493cdfa2480687129d64dba5c088a7cf71362dedce2017dd8ae','d09916b313ea1e1f31fa13ed19182ee05fb3b1557f196d26c8a0a13d2fb5ed30');
INSERT INTO "audit" VALUES(60,'9fc369a1-00f3-470e-8fcc-f10040b0fabb',1795827600000127,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','document.create','document','00880b28-52a3-4f97-b69e-405d236388eb','{"number":1,"revision":"12aef633-41fd-42b6-bbe7-9e4b3f1883aa","seal":{"document":"7349fad7b69a4a2a5a41f35ad54a6bb69795a21811ceb82bfd0724749cda5005","revision":"d58995fbf958fecadfb80b5be693ca3423fb20d50ef6b868e25e5a75b9d93070"}}','d09916b313ea1e1f31fa13ed19182ee05fb3b1557f196d26c8a0a13d2fb5ed30','f1dd29e837f1edb156dd4da7b1dfecd4ce0feaef09cf52f49f3518ea69c1fb03');
INSERT INTO "audit" VALUES(61,'3127a66b-f601-4d05-8cb6-bebcf1d2af83',1795827600000138,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','edition.submit','edition','cf6b4114-be1e-4bf1-847f-ccd106373653','{"digest":"8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26","document":"00880b28-52a3-4f97-b69e-405d236388eb","revision":"12aef633-41fd-42b6-bbe7-9e4b3f1883aa"}','f1dd29e837f1edb156dd4da7b1dfecd4ce0feaef09cf52f49f3518ea69c1fb03','4dcf851155fddada43eb747455b30f4b38c375f0c77962ac8a6f46e266090dfb');
INSERT INTO "audit" VALUES(62,'17a2f58c-07bf-4bc7-b3fb-5ff81fa2276d',1795827600000140,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','edition.approve','edition','cf6b4114-be1e-4bf1-847f-ccd106373653','{"by":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","digest":"8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26","key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","signature":"694e17d05e9c8b0dc970ef0a5020b31293d5501a3f9161fda3d1e241d2c108d9","stage":1}','4dcf851155fddada43eb747455b30f4b38c375f0c77962ac8a6f46e266090dfb','6b92115afa59a68b9ee441d1e6f2b2f893358ee553ad9130f909e1cedca1ce20');
INSERT INTO "audit" VALUES(63,'481126ba-68dc-4772-b1b5-89afe71c44ff',1795827600000142,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','edition.approve','edition','cf6b4114-be1e-4bf1-847f-ccd106373653','{"by":"e1860bd5-5779-43a9-ab20-05869f6a5df6","digest":"8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26","key":"d37e7884-1555-4f29-ac90-036ba0a667be","signature":"827c3f213a64075d483d48847b8964a296954f9183b5efdc8e8f8a98ecfaf6da","stage":2}','6b92115afa59a68b9ee441d1e6f2b2f893358ee553ad9130f909e1cedca1ce20','d24d27476aff26c8ea0176a33bd7fbdac0a7dca17efbbc20f8995c64ac912cab');
INSERT INTO "audit" VALUES(64,'f747dba3-59b4-4905-9300-42f5e8727cd2',1795827600000144,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','edition.approve','edition','cf6b4114-be1e-4bf1-847f-ccd106373653','{"by":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","digest":"8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26","key":"92879642-5547-4c44-8a1e-08375540304c","signature":"281f3311005e712332c68b4ec9e651254fbe90dc5d37fdfe58841e38789a9e61","stage":3}','d24d27476aff26c8ea0176a33bd7fbdac0a7dca17efbbc20f8995c64ac912cab','0cbfeec7a1add672429dc145d37be3d5fc4bc62046379e4e462893448813b390');
INSERT INTO "audit" VALUES(65,'51f058c0-db7b-4a29-b771-27cc3b19263b',1795827600000146,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','document.create','document','129aa2c3-bd28-4b13-a11b-b6e58240ea6c','{"number":1,"revision":"aebd0a8d-5231-4f32-9210-320bc6b71305","seal":{"document":"7349fad7b69a4a2a5a41f35ad54a6bb69795a21811ceb82bfd0724749cda5005","revision":"91d4d82c8811d90a94204733791e6d096491ab921bef21c42d26e3f1532a514e"}}','0cbfeec7a1add672429dc145d37be3d5fc4bc62046379e4e462893448813b390','d9ce4e9b753ceb37dcecfcab4cc70e250495f5a886b0bdfe618ce2e8a27ce1b6');
INSERT INTO "audit" VALUES(66,'f5ebe030-edc5-4049-8b8f-ef234526d6c8',1795827600000157,'member:89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','edition.submit','edition','dec6b582-3dff-4c89-b989-d7481c7a19fa','{"digest":"2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472","document":"129aa2c3-bd28-4b13-a11b-b6e58240ea6c","revision":"aebd0a8d-5231-4f32-9210-320bc6b71305"}','d9ce4e9b753ceb37dcecfcab4cc70e250495f5a886b0bdfe618ce2e8a27ce1b6','e691d73d8099593cf4091f7ee2614c8a3e4462056ce65cbb9664effd805c43d5');
INSERT INTO "audit" VALUES(67,'ab4af681-10e9-4946-ac7b-a3224e0b51d3',1795827600000159,'member:e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','edition.approve','edition','dec6b582-3dff-4c89-b989-d7481c7a19fa','{"by":"e8ff55d8-369d-4f3a-9e76-3a38fcd47b24","digest":"2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472","key":"fa2bae4d-73f6-4540-9f12-3b813fb029b8","signature":"b5e739b6ddc5a72741b2b4d5d4bc902a7f92f01ab1d6a6d1a406baaedde67311","stage":1}','e691d73d8099593cf4091f7ee2614c8a3e4462056ce65cbb9664effd805c43d5','cc86f0414561ef5e4bba53ae3b2d76f3df6bcd45d2b472ee101f09839ee4dc3e');
INSERT INTO "audit" VALUES(68,'13555d7e-fd65-411c-925a-df99a5288caf',1795827600000161,'member:e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','edition.approve','edition','dec6b582-3dff-4c89-b989-d7481c7a19fa','{"by":"e1860bd5-5779-43a9-ab20-05869f6a5df6","digest":"2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472","key":"d37e7884-1555-4f29-ac90-036ba0a667be","signature":"7020b34260d620021babee3754d9bdccbffdbe4baa5164c0c6f93fd7e548d7f0","stage":2}','cc86f0414561ef5e4bba53ae3b2d76f3df6bcd45d2b472ee101f09839ee4dc3e','57a382d3f76d58246e6ad038deb291e5a1d25b797d6ac40524e6b808fbc3e508');
INSERT INTO "audit" VALUES(69,'e921f50a-cc24-405e-b668-6991b72d660c',1795827600000163,'member:bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','edition.approve','edition','dec6b582-3dff-4c89-b989-d7481c7a19fa','{"by":"bbbc2f83-d277-4519-b1c3-377b311f3ee5","digest":"2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472","key":"92879642-5547-4c44-8a1e-08375540304c","signature":"c2f83abfd251f53dedb403ce3978c7a2556cf9edce5a9e8b25b403a539550103","stage":3}','57a382d3f76d58246e6ad038deb291e5a1d25b797d6ac40524e6b808fbc3e508','38838cedae6e7e25cd2fad84fe7c38348fcc60a2db8ef9b539627eeefd030ff4');
INSERT INTO "audit" VALUES(70,'6887727d-77cb-4408-afc4-e4c2823d8868',1795827600000167,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','edition.queue','edition','dec6b582-3dff-4c89-b989-d7481c7a19fa','{"digest":"2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472"}','38838cedae6e7e25cd2fad84fe7c38348fcc60a2db8ef9b539627eeefd030ff4','613ba7ae9cdb3e5b8f413c4b6e5efabef2c3d3aa9a31e1ad3beceabb11fa6b1b');
INSERT INTO "audit" VALUES(71,'6887727d-77cb-4408-afc4-e4c2823d8868',1795827600000167,'member:72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','delivery.queue','delivery','fc3c3b65-c52e-4552-9639-962936cce95b','{"account":"01e3c0b4-15c6-45ab-a850-e4b77cddaf49","edition":"dec6b582-3dff-4c89-b989-d7481c7a19fa"}','613ba7ae9cdb3e5b8f413c4b6e5efabef2c3d3aa9a31e1ad3beceabb11fa6b1b','4e0f7bfe7673993900ee299d0c42d0af0467ac0fe00666b74f8edbc92b279209');
INSERT INTO "audit" VALUES(72,'18933c48-18f1-45c3-990e-63565f3b0e9c',1795827600000170,'worker:test','test','delivery.claim','delivery','fc3c3b65-c52e-4552-9639-962936cce95b','{"from":"queued","to":"working"}','4e0f7bfe7673993900ee299d0c42d0af0467ac0fe00666b74f8edbc92b279209','26129baf6f2cfcab6ede7d668356d01f92ee3c5da11abaa5e8ccb0609e571923');
INSERT INTO "audit" VALUES(73,'231ceec3-1040-4d58-97d0-29db53a9c941',1795827600000172,'worker:test','test','delivery.step','delivery','fc3c3b65-c52e-4552-9639-962936cce95b','{"step":"draft"}','26129baf6f2cfcab6ede7d668356d01f92ee3c5da11abaa5e8ccb0609e571923','f65c201b87ce37e3fd4d9841480be4c850341619a83d1301eaeb4d7992502756');
INSERT INTO "audit" VALUES(74,'3ab9892a-05a3-4f44-b7c6-bcc1f4ad1031',1795827600000175,'worker:test','test','delivery.intend','delivery','fc3c3b65-c52e-4552-9639-962936cce95b','{"attempt":"3f32af71-9333-4d5c-b7d6-1a13c864ff59","request":"b05b6e888527c52fb8b4546da744b725dab599652b54d27b379a365b6c709ca4","step":2}','f65c201b87ce37e3fd4d9841480be4c850341619a83d1301eaeb4d7992502756','14bf2793e25ad69707da8f89a1f90a618949d519d31a6ce63a06dc6bda14cb67');
INSERT INTO "audit" VALUES(75,'94c89494-f994-46c9-8374-8effc8398d59',1795827600000178,'worker:test','test','delivery.lose_sight','delivery','fc3c3b65-c52e-4552-9639-962936cce95b','{"attempt":"3f32af71-9333-4d5c-b7d6-1a13c864ff59","from":"working","reason":["{host} gave no certain answer: {why}.",{"host":"127.0.0.1:45099","why":["the connection broke off",{}]}],"to":"unknown"}','14bf2793e25ad69707da8f89a1f90a618949d519d31a6ce63a06dc6bda14cb67','db51ef08f5e3acae703d39ab48941aacb023ab0029570a8fa62d5a360d07f7ad');
CREATE TABLE budget (
	scope VARCHAR(300) NOT NULL, 
	told_at BIGINT NOT NULL, 
	paused_until BIGINT, 
	reason TEXT, 
	remaining INTEGER, 
	ceiling INTEGER, 
	resets_at BIGINT, 
	CONSTRAINT pk_budget PRIMARY KEY (scope)
);
CREATE TABLE comment_closing (
	thread VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	ending VARCHAR(10) NOT NULL, 
	reason TEXT NOT NULL, 
	revision VARCHAR(36), 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_comment_closing PRIMARY KEY (thread, ordinal), 
	CONSTRAINT ck_comment_closing_ending_known CHECK (ending IN ('resolved', 'reopened', 'applied', 'rejected')), 
	CONSTRAINT ck_comment_closing_rejects_with_a_reason CHECK (ending <> 'rejected' OR reason <> ''), 
	CONSTRAINT ck_comment_closing_applies_in_a_revision CHECK ((ending = 'applied') = (revision IS NOT NULL)), 
	CONSTRAINT fk_comment_closing_thread FOREIGN KEY(thread) REFERENCES comment_thread (id), 
	CONSTRAINT fk_comment_closing_revision FOREIGN KEY(revision) REFERENCES revision (id), 
	CONSTRAINT fk_comment_closing_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_comment_closing_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE comment_region (
	thread VARCHAR(36) NOT NULL, 
	x INTEGER NOT NULL, 
	y INTEGER NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_comment_region PRIMARY KEY (thread), 
	CONSTRAINT ck_comment_region_within_the_picture CHECK (x >= 0 AND y >= 0 AND width > 0 AND height > 0 AND x + width <= 1000 AND y + height <= 1000), 
	CONSTRAINT fk_comment_region_thread FOREIGN KEY(thread) REFERENCES comment_thread (id), 
	CONSTRAINT fk_comment_region_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE comment_remark (
	thread VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	mentions TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_comment_remark PRIMARY KEY (thread, ordinal), 
	CONSTRAINT ck_comment_remark_says_something CHECK (words <> ''), 
	CONSTRAINT fk_comment_remark_thread FOREIGN KEY(thread) REFERENCES comment_thread (id), 
	CONSTRAINT fk_comment_remark_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_comment_remark_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE comment_thread (
	id VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	revision VARCHAR(36) NOT NULL, 
	field VARCHAR(24) NOT NULL, 
	subject VARCHAR(64) NOT NULL, 
	account VARCHAR(36), 
	quote TEXT NOT NULL, 
	prefix TEXT NOT NULL, 
	suffix TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	is_must INTEGER NOT NULL, 
	replacement TEXT, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_comment_thread PRIMARY KEY (id), 
	CONSTRAINT ck_comment_thread_must_or_may CHECK (is_must IN (0, 1)), 
	CONSTRAINT ck_comment_thread_replaces_something CHECK (replacement IS NULL OR quote <> ''), 
	CONSTRAINT fk_comment_thread_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_comment_thread_revision FOREIGN KEY(revision) REFERENCES revision (id), 
	CONSTRAINT fk_comment_thread_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_comment_thread_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_comment_thread_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE delivery (
	id VARCHAR(36) NOT NULL, 
	edition VARCHAR(36) NOT NULL, 
	account VARCHAR(36) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	"key" VARCHAR(16) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	fence INTEGER DEFAULT '0' NOT NULL, 
	planned_at BIGINT NOT NULL, 
	planned_zone VARCHAR(64) NOT NULL, 
	planned_wall VARCHAR(32) NOT NULL, 
	grace_seconds INTEGER NOT NULL, 
	position BIGINT NOT NULL, 
	next_try_at BIGINT NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	reason TEXT, 
	remote_id TEXT, 
	url TEXT, 
	received_at BIGINT, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_edition_account FOREIGN KEY(edition, account) REFERENCES edition_account (edition, account), 
	CONSTRAINT uq_delivery_edition_account UNIQUE (edition, account), 
	CONSTRAINT uq_delivery_account_remote_id UNIQUE (account, remote_id), 
	CONSTRAINT ck_delivery_state_known CHECK (state IN ('held', 'queued', 'working', 'unknown', 'ask', 'sent', 'verified', 'failed', 'expired', 'cancelled', 'void', 'withdrawn')), 
	CONSTRAINT ck_delivery_sent_has_remote_id CHECK ((state IN ('sent', 'verified', 'withdrawn')) = (remote_id IS NOT NULL AND remote_id <> '')), 
	CONSTRAINT ck_delivery_held_says_why CHECK (state <> 'held' OR reason IS NOT NULL), 
	CONSTRAINT uq_delivery_key UNIQUE ("key"), 
	CONSTRAINT uq_delivery_audit_sequence UNIQUE (audit_sequence), 
	CONSTRAINT fk_delivery_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
INSERT INTO "delivery" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac','c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','01e3c0b4-15c6-45ab-a850-e4b77cddaf49','bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08','dc63c0a32d81ce30','verified',1,1795827600000061,'','',900,39,1795827900000074,0,NULL,'1','http://127.0.0.1:45099/read/1',1795827600000074,44);
INSERT INTO "delivery" VALUES('0cc5a2bc-3ba9-4801-8cd1-f42184cbddae','2d5c4655-46d2-49b2-9918-b0bee2308314','e7f6efcc-ae58-4036-a82c-801fbee9ec74','9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146','d02287c7c0cef4ee','queued',0,1795838400000079,'Asia/Shanghai','2026-11-28T12:00',900,51,1795838400000079,0,NULL,NULL,NULL,NULL,51);
INSERT INTO "delivery" VALUES('81a18fad-72d8-4492-ac19-15a6288e170f','56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','e7f6efcc-ae58-4036-a82c-801fbee9ec74','0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4','e256c44f3605448e','held',0,1795827600000121,'','',900,58,1795827600000121,0,'["{words}",{"words":"等上级来电"}]',NULL,NULL,NULL,59);
INSERT INTO "delivery" VALUES('fc3c3b65-c52e-4552-9639-962936cce95b','dec6b582-3dff-4c89-b989-d7481c7a19fa','01e3c0b4-15c6-45ab-a850-e4b77cddaf49','2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472','0609fcc5043b74ec','unknown',1,1795827600000164,'','',900,71,1795827601000177,0,'["{host} gave no certain answer: {why}.",{"host":"127.0.0.1:45099","why":["the connection broke off",{}]}]',NULL,NULL,NULL,75);
CREATE TABLE delivery_late (
	delivery VARCHAR(36) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_delivery_late PRIMARY KEY (delivery, name), 
	CONSTRAINT fk_delivery_late_delivery FOREIGN KEY(delivery) REFERENCES delivery (id)
);
INSERT INTO "delivery_late" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac','draft_id','1');
INSERT INTO "delivery_late" VALUES('fc3c3b65-c52e-4552-9639-962936cce95b','draft_id','2');
CREATE TABLE delivery_step (
	delivery VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	step_class VARCHAR(12) NOT NULL, 
	remote_id TEXT, 
	url TEXT, 
	done_at BIGINT, 
	CONSTRAINT pk_delivery_step PRIMARY KEY (delivery, ordinal), 
	CONSTRAINT ck_delivery_step_class_known CHECK (step_class IN ('read', 'repeatable', 'flip', 'keyed', 'public')), 
	CONSTRAINT fk_delivery_step_delivery FOREIGN KEY(delivery) REFERENCES delivery (id)
);
INSERT INTO "delivery_step" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac',1,'draft','repeatable',NULL,NULL,1795827600000069);
INSERT INTO "delivery_step" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac',2,'publish','flip','1','http://127.0.0.1:45099/read/1',1795827600000074);
INSERT INTO "delivery_step" VALUES('0cc5a2bc-3ba9-4801-8cd1-f42184cbddae',1,'publish','keyed',NULL,NULL,NULL);
INSERT INTO "delivery_step" VALUES('81a18fad-72d8-4492-ac19-15a6288e170f',1,'publish','keyed',NULL,NULL,NULL);
INSERT INTO "delivery_step" VALUES('fc3c3b65-c52e-4552-9639-962936cce95b',1,'draft','repeatable',NULL,NULL,1795827600000172);
INSERT INTO "delivery_step" VALUES('fc3c3b65-c52e-4552-9639-962936cce95b',2,'publish','flip',NULL,NULL,NULL);
CREATE TABLE deputy (
	id VARCHAR(36) NOT NULL, 
	principal VARCHAR(36) NOT NULL, 
	deputy VARCHAR(36) NOT NULL, 
	begins_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	named_by VARCHAR(36) NOT NULL, 
	named_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_deputy PRIMARY KEY (id), 
	CONSTRAINT ck_deputy_another CHECK (principal <> deputy), 
	CONSTRAINT ck_deputy_span CHECK (begins_at < ends_at), 
	CONSTRAINT fk_deputy_principal FOREIGN KEY(principal) REFERENCES member (id), 
	CONSTRAINT fk_deputy_deputy FOREIGN KEY(deputy) REFERENCES member (id), 
	CONSTRAINT fk_deputy_named_by FOREIGN KEY(named_by) REFERENCES member (id), 
	CONSTRAINT fk_deputy_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE document (
	id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	created_by VARCHAR(36) NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_year_ordinal UNIQUE (year, ordinal), 
	CONSTRAINT ck_document_kind_known CHECK (kind IN ('explainer', 'news', 'notice', 'rebuttal')), 
	CONSTRAINT fk_document_created_by FOREIGN KEY(created_by) REFERENCES member (id)
);
INSERT INTO "document" VALUES('a8bdf941-bbb5-4dbf-b1f2-c2a0c9a05e9f',2026,1,'explainer','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000043);
INSERT INTO "document" VALUES('8d0f99cb-7fe5-4508-afe3-1aa920bd0498',2026,2,'explainer','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000081);
INSERT INTO "document" VALUES('2c0c458b-68b0-4efa-884e-2322269278d6',2026,3,'explainer','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000103);
INSERT INTO "document" VALUES('00880b28-52a3-4f97-b69e-405d236388eb',2026,4,'explainer','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000127);
INSERT INTO "document" VALUES('129aa2c3-bd28-4b13-a11b-b6e58240ea6c',2026,5,'explainer','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000146);
CREATE TABLE edition (
	id VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	revision VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	manifest BLOB NOT NULL, 
	not_before BIGINT, 
	not_after BIGINT, 
	route VARCHAR(36) NOT NULL, 
	submitted_by VARCHAR(36) NOT NULL, 
	submitted_at BIGINT NOT NULL, 
	CONSTRAINT pk_edition PRIMARY KEY (id), 
	CONSTRAINT fk_edition_revision FOREIGN KEY(revision, document) REFERENCES revision (id, document), 
	CONSTRAINT uq_edition_document_number UNIQUE (document, number), 
	CONSTRAINT ck_edition_kind_known CHECK (kind IN ('publication', 'correction', 'withdrawal', 'reply', 'emergency')), 
	CONSTRAINT ck_edition_state_known CHECK (state IN ('in_review', 'approved', 'returned', 'void')), 
	CONSTRAINT fk_edition_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT uq_edition_digest UNIQUE (digest), 
	CONSTRAINT fk_edition_route FOREIGN KEY(route) REFERENCES route (id), 
	CONSTRAINT fk_edition_submitted_by FOREIGN KEY(submitted_by) REFERENCES member (id)
);
INSERT INTO "edition" VALUES('c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','a8bdf941-bbb5-4dbf-b1f2-c2a0c9a05e9f','dcd2c7c1-4264-4018-9b68-ac75170207b9',1,'publication','approved','bea5519b647798e6d89907b80473f7f5847199aa903a32bdd3894bb8fa30ea08',X'7B226163636570746564223A5B5D2C2264656C69766572696573223A5B7B226163636F756E74223A2230316533633062342D313563362D343561622D613835302D653462373763646461663439222C226163636F756E745F6E616D65223A2273697465222C22666F726D6174223A2268746D6C222C226C616E6775616765223A227A682D434E222C226C617465223A5B2264726166745F6964225D2C226C696E6B223A22222C226D65646961223A5B5D2C226F7074696F6E73223A5B5B22617574686F72222C22225D2C5B226368616E6E656C222C2273697465225D2C5B2270726F66696C65222C2264726166742D666C6970225D2C5B2274616773222C22225D5D2C227061727473223A5B5B312C223C703EE7ACACE4B880E6AEB5EFBC8CE585B120313220E4BBB6E4BA8BE380823C2F703E5C6E3C703EE7ACACE4BA8CE6AEB5E380823C2F703E222C5B5D2C5B5D5D5D2C22706C6174666F726D223A2273616E64626F78222C2272656D6F74655F756964223A2273616E64626F783A64726166742D666C69703A73697465222C22736C7567223A2279692D68652D79616E2D64652D79692D66656E222C2273756D6D617279223A22222C227469746C65223A22E5B7B2E6A0B8E9AA8CE79A84E4B880E4BBBD227D5D2C22646F63756D656E74223A2261386264663934312D626262352D346462662D623166322D633261306339613035653966222C22646F63756D656E745F6E756D626572223A22222C2265646974696F6E223A2263373466326364332D663538302D343463622D626133382D623730636662393864336431222C226B696E64223A227075626C69636174696F6E222C226E6F745F6166746572223A6E756C6C2C226E6F745F6265666F7265223A6E756C6C2C2270726576696F7573223A6E756C6C2C22726573706F6E7369626C655F656469746F72223A22222C227265766973696F6E223A2264636432633763312D343236342D343031382D396236382D616337353137303230376239222C2272756C655F7061636B223A22323032362E3132222C22736F75726365223A22E58CBAE694BFE58AA1E585ACE5BC80E58A9E222C22737461676573223A5B5B312C22466972737420726576696577222C22416E737765727320666F722066616374732C206669677572657320616E6420776F7264696E672E222C315D2C5B322C225365636F6E6420726576696577222C22416E737765727320666F7220706F6C6963792C206C617720616E6420707269766163792E222C315D2C5B332C2246696E616C20726576696577222C22416E737765727320666F7220746865206465636973696F6E20746F207075626C6973682E222C315D5D2C22746F5F6F76657272696465223A5B5D2C2276223A312C22776F726B7370616365223A2238323361353362312D646639642D343037302D613662352D623534646631396437636438227D',NULL,NULL,'5b065e96-4fe8-4896-927a-5cc4914492bc','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000053);
INSERT INTO "edition" VALUES('2d5c4655-46d2-49b2-9918-b0bee2308314','8d0f99cb-7fe5-4508-afe3-1aa920bd0498','bc131de5-3c25-4a0a-8db6-e406d5212a06',1,'publication','approved','9249c1b8c0d8cf8869de9f6ecb3460feb69de13ed08fcdf16f8369f30fa04146',X'7B226163636570746564223A5B5D2C2264656C69766572696573223A5B7B226163636F756E74223A2265376636656663632D616535382D343033362D613832632D383031666265653965633734222C226163636F756E745F6E616D65223A22617070222C22666F726D6174223A2268746D6C222C226C616E6775616765223A227A682D434E222C226C617465223A5B5D2C226C696E6B223A22222C226D65646961223A5B5D2C226F7074696F6E73223A5B5B22617574686F72222C22225D2C5B226368616E6E656C222C22617070225D2C5B2270726F66696C65222C226B65796564225D2C5B2274616773222C22225D5D2C227061727473223A5B5B312C223C703EE7ACACE4B880E6AEB5EFBC8CE585B120313220E4BBB6E4BA8BE380823C2F703E5C6E3C703EE7ACACE4BA8CE6AEB5E380823C2F703E222C5B5D2C5B5D5D5D2C22706C6174666F726D223A2273616E64626F78222C2272656D6F74655F756964223A2273616E64626F783A6B657965643A617070222C22736C7567223A227061692D64696E672D64652D79692D66656E222C2273756D6D617279223A22222C227469746C65223A22E68E92E5AE9AE79A84E4B880E4BBBD227D5D2C22646F63756D656E74223A2238643066393963622D376665352D343530382D616665332D316161393230626430343938222C22646F63756D656E745F6E756D626572223A22222C2265646974696F6E223A2232643563343635352D343664322D343962322D393931382D623062656532333038333134222C226B696E64223A227075626C69636174696F6E222C226E6F745F6166746572223A6E756C6C2C226E6F745F6265666F7265223A6E756C6C2C2270726576696F7573223A6E756C6C2C22726573706F6E7369626C655F656469746F72223A22222C227265766973696F6E223A2262633133316465352D336332352D346130612D386462362D653430366435323132613036222C2272756C655F7061636B223A22323032362E3132222C22736F75726365223A22E58CBAE694BFE58AA1E585ACE5BC80E58A9E222C22737461676573223A5B5B312C22466972737420726576696577222C22416E737765727320666F722066616374732C206669677572657320616E6420776F7264696E672E222C315D2C5B322C225365636F6E6420726576696577222C22416E737765727320666F7220706F6C6963792C206C617720616E6420707269766163792E222C315D2C5B332C2246696E616C20726576696577222C22416E737765727320666F7220746865206465636973696F6E20746F207075626C6973682E222C315D5D2C22746F5F6F76657272696465223A5B5D2C2276223A312C22776F726B7370616365223A2238323361353362312D646639642D343037302D613662352D623534646631396437636438227D',NULL,NULL,'5b065e96-4fe8-4896-927a-5cc4914492bc','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000091);
INSERT INTO "edition" VALUES('56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','2c0c458b-68b0-4efa-884e-2322269278d6','975181a9-4f94-4483-ba29-d2821addc6c5',1,'publication','approved','0d3bc436a35e218600b2ca162893b375a5a51f7a986171787ec6984452c848e4',X'7B226163636570746564223A5B5D2C2264656C69766572696573223A5B7B226163636F756E74223A2265376636656663632D616535382D343033362D613832632D383031666265653965633734222C226163636F756E745F6E616D65223A22617070222C22666F726D6174223A2268746D6C222C226C616E6775616765223A227A682D434E222C226C617465223A5B5D2C226C696E6B223A22222C226D65646961223A5B5D2C226F7074696F6E73223A5B5B22617574686F72222C22225D2C5B226368616E6E656C222C22617070225D2C5B2270726F66696C65222C226B65796564225D2C5B2274616773222C22225D5D2C227061727473223A5B5B312C223C703EE7ACACE4B880E6AEB5EFBC8CE585B120313220E4BBB6E4BA8BE380823C2F703E5C6E3C703EE7ACACE4BA8CE6AEB5E380823C2F703E222C5B5D2C5B5D5D5D2C22706C6174666F726D223A2273616E64626F78222C2272656D6F74655F756964223A2273616E64626F783A6B657965643A617070222C22736C7567223A2264656E672D72656E2D66616E672D78696E672D64652D79692D66656E222C2273756D6D617279223A22222C227469746C65223A22E7AD89E4BABAE694BEE8A18CE79A84E4B880E4BBBD227D5D2C22646F63756D656E74223A2232633063343538622D363862302D346566612D383834652D323332323236393237386436222C22646F63756D656E745F6E756D626572223A22222C2265646974696F6E223A2235366337656434642D366636642D343062352D383663372D376331303539636237653736222C226B696E64223A227075626C69636174696F6E222C226E6F745F6166746572223A6E756C6C2C226E6F745F6265666F7265223A6E756C6C2C2270726576696F7573223A6E756C6C2C22726573706F6E7369626C655F656469746F72223A22222C227265766973696F6E223A2239373531383161392D346639342D343438332D626132392D643238323161646463366335222C2272756C655F7061636B223A22323032362E3132222C22736F75726365223A22E58CBAE694BFE58AA1E585ACE5BC80E58A9E222C22737461676573223A5B5B312C22466972737420726576696577222C22416E737765727320666F722066616374732C206669677572657320616E6420776F7264696E672E222C315D2C5B322C225365636F6E6420726576696577222C22416E737765727320666F7220706F6C6963792C206C617720616E6420707269766163792E222C315D2C5B332C2246696E616C20726576696577222C22416E737765727320666F7220746865206465636973696F6E20746F207075626C6973682E222C315D5D2C22746F5F6F76657272696465223A5B5D2C2276223A312C22776F726B7370616365223A2238323361353362312D646639642D343037302D613662352D623534646631396437636438227D',NULL,NULL,'5b065e96-4fe8-4896-927a-5cc4914492bc','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000113);
INSERT INTO "edition" VALUES('cf6b4114-be1e-4bf1-847f-ccd106373653','00880b28-52a3-4f97-b69e-405d236388eb','12aef633-41fd-42b6-bbe7-9e4b3f1883aa',1,'publication','approved','8a5b153bb0a36c5cf3c6f4d2fb207b6886b6cf1f97493b39c7d6bc5d04164c26',X'7B226163636570746564223A5B5D2C2264656C69766572696573223A5B7B226163636F756E74223A2265376636656663632D616535382D343033362D613832632D383031666265653965633734222C226163636F756E745F6E616D65223A22617070222C22666F726D6174223A2268746D6C222C226C616E6775616765223A227A682D434E222C226C617465223A5B5D2C226C696E6B223A22222C226D65646961223A5B5D2C226F7074696F6E73223A5B5B22617574686F72222C22225D2C5B226368616E6E656C222C22617070225D2C5B2270726F66696C65222C226B65796564225D2C5B2274616773222C22225D5D2C227061727473223A5B5B312C223C703EE7ACACE4B880E6AEB5EFBC8CE585B120313220E4BBB6E4BA8BE380823C2F703E5C6E3C703EE7ACACE4BA8CE6AEB5E380823C2F703E222C5B5D2C5B5D5D5D2C22706C6174666F726D223A2273616E64626F78222C2272656D6F74655F756964223A2273616E64626F783A6B657965643A617070222C22736C7567223A227169616E2D66612D7765692D7061692D64652D79692D66656E222C2273756D6D617279223A22222C227469746C65223A22E7ADBEE58F91E69CAAE68E92E79A84E4B880E4BBBD227D5D2C22646F63756D656E74223A2230303838306232382D353261332D346639372D623639652D343035643233363338386562222C22646F63756D656E745F6E756D626572223A22222C2265646974696F6E223A2263663662343131342D626531652D346266312D383437662D636364313036333733363533222C226B696E64223A227075626C69636174696F6E222C226E6F745F6166746572223A6E756C6C2C226E6F745F6265666F7265223A6E756C6C2C2270726576696F7573223A6E756C6C2C22726573706F6E7369626C655F656469746F72223A22222C227265766973696F6E223A2231326165663633332D343166642D343262362D626265372D396534623366313838336161222C2272756C655F7061636B223A22323032362E3132222C22736F75726365223A22E58CBAE694BFE58AA1E585ACE5BC80E58A9E222C22737461676573223A5B5B312C22466972737420726576696577222C22416E737765727320666F722066616374732C206669677572657320616E6420776F7264696E672E222C315D2C5B322C225365636F6E6420726576696577222C22416E737765727320666F7220706F6C6963792C206C617720616E6420707269766163792E222C315D2C5B332C2246696E616C20726576696577222C22416E737765727320666F7220746865206465636973696F6E20746F207075626C6973682E222C315D5D2C22746F5F6F76657272696465223A5B5D2C2276223A312C22776F726B7370616365223A2238323361353362312D646639642D343037302D613662352D623534646631396437636438227D',NULL,NULL,'5b065e96-4fe8-4896-927a-5cc4914492bc','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000137);
INSERT INTO "edition" VALUES('dec6b582-3dff-4c89-b989-d7481c7a19fa','129aa2c3-bd28-4b13-a11b-b6e58240ea6c','aebd0a8d-5231-4f32-9210-320bc6b71305',1,'publication','approved','2a76cfcfb178d856edb26af1a10ebfb9b693007e7a97e9101456a6486e5f6472',X'7B226163636570746564223A5B5D2C2264656C69766572696573223A5B7B226163636F756E74223A2230316533633062342D313563362D343561622D613835302D653462373763646461663439222C226163636F756E745F6E616D65223A2273697465222C22666F726D6174223A2268746D6C222C226C616E6775616765223A227A682D434E222C226C617465223A5B2264726166745F6964225D2C226C696E6B223A22222C226D65646961223A5B5D2C226F7074696F6E73223A5B5B22617574686F72222C22225D2C5B226368616E6E656C222C2273697465225D2C5B2270726F66696C65222C2264726166742D666C6970225D2C5B2274616773222C22225D5D2C227061727473223A5B5B312C223C703EE7ACACE4B880E6AEB5EFBC8CE585B120313220E4BBB6E4BA8BE380823C2F703E5C6E3C703EE7ACACE4BA8CE6AEB5E380823C2F703E222C5B5D2C5B5D5D5D2C22706C6174666F726D223A2273616E64626F78222C2272656D6F74655F756964223A2273616E64626F783A64726166742D666C69703A73697465222C22736C7567223A226A69652D67756F2D7765692D7A68692D64652D79692D66656E222C2273756D6D617279223A22222C227469746C65223A22E7BB93E69E9CE69CAAE79FA5E79A84E4B880E4BBBD227D5D2C22646F63756D656E74223A2231323961613263332D626432382D346231332D613131622D623665353832343065613663222C22646F63756D656E745F6E756D626572223A22222C2265646974696F6E223A2264656336623538322D336466662D346338392D623938392D643734383163376131396661222C226B696E64223A227075626C69636174696F6E222C226E6F745F6166746572223A6E756C6C2C226E6F745F6265666F7265223A6E756C6C2C2270726576696F7573223A6E756C6C2C22726573706F6E7369626C655F656469746F72223A22222C227265766973696F6E223A2261656264306138642D353233312D346633322D393231302D333230626336623731333035222C2272756C655F7061636B223A22323032362E3132222C22736F75726365223A22E58CBAE694BFE58AA1E585ACE5BC80E58A9E222C22737461676573223A5B5B312C22466972737420726576696577222C22416E737765727320666F722066616374732C206669677572657320616E6420776F7264696E672E222C315D2C5B322C225365636F6E6420726576696577222C22416E737765727320666F7220706F6C6963792C206C617720616E6420707269766163792E222C315D2C5B332C2246696E616C20726576696577222C22416E737765727320666F7220746865206465636973696F6E20746F207075626C6973682E222C315D5D2C22746F5F6F76657272696465223A5B5D2C2276223A312C22776F726B7370616365223A2238323361353362312D646639642D343037302D613662352D623534646631396437636438227D',NULL,NULL,'5b065e96-4fe8-4896-927a-5cc4914492bc','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000156);
CREATE TABLE edition_account (
	edition VARCHAR(36) NOT NULL, 
	account VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	content_digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_edition_account PRIMARY KEY (edition, account), 
	CONSTRAINT fk_edition_account_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_edition_account_account FOREIGN KEY(account) REFERENCES account (id)
);
INSERT INTO "edition_account" VALUES('c74f2cd3-f580-44cb-ba38-b70cfb98d3d1','01e3c0b4-15c6-45ab-a850-e4b77cddaf49',1,'3adb6fe0788851e3dfd1f978c0755969737d2cf5e1105b15e78c933f1f6928e1');
INSERT INTO "edition_account" VALUES('2d5c4655-46d2-49b2-9918-b0bee2308314','e7f6efcc-ae58-4036-a82c-801fbee9ec74',1,'6f0c366d50a2cb1f8b5a63e7be051ac4662148e2beaa06accbf2a2b2ff39f6e6');
INSERT INTO "edition_account" VALUES('56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76','e7f6efcc-ae58-4036-a82c-801fbee9ec74',1,'fd6ce58966c881f0342219548ae69e6d52e79328f295f504247c376358352dea');
INSERT INTO "edition_account" VALUES('cf6b4114-be1e-4bf1-847f-ccd106373653','e7f6efcc-ae58-4036-a82c-801fbee9ec74',1,'a74a3a29941ff7c3ff1d927e95144420bf2b675718b0b987c38ddf0ab498c146');
INSERT INTO "edition_account" VALUES('dec6b582-3dff-4c89-b989-d7481c7a19fa','01e3c0b4-15c6-45ab-a850-e4b77cddaf49',1,'cf8de230d5f84b4f40c92ab62ed5a99956e668b9b5f930a6acefc88330e3482c');
CREATE TABLE edition_stage (
	edition VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	name TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	needs INTEGER NOT NULL, 
	CONSTRAINT pk_edition_stage PRIMARY KEY (edition, ordinal), 
	CONSTRAINT ck_edition_stage_kind_known CHECK (kind IN ('review', 'proof')), 
	CONSTRAINT ck_edition_stage_positive CHECK (ordinal >= 1 AND needs >= 1), 
	CONSTRAINT fk_edition_stage_edition FOREIGN KEY(edition) REFERENCES edition (id)
);
INSERT INTO "edition_stage" VALUES('c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',1,'review','First review','Answers for facts, figures and wording.',1);
INSERT INTO "edition_stage" VALUES('c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',2,'review','Second review','Answers for policy, law and privacy.',1);
INSERT INTO "edition_stage" VALUES('c74f2cd3-f580-44cb-ba38-b70cfb98d3d1',3,'review','Final review','Answers for the decision to publish.',1);
INSERT INTO "edition_stage" VALUES('2d5c4655-46d2-49b2-9918-b0bee2308314',1,'review','First review','Answers for facts, figures and wording.',1);
INSERT INTO "edition_stage" VALUES('2d5c4655-46d2-49b2-9918-b0bee2308314',2,'review','Second review','Answers for policy, law and privacy.',1);
INSERT INTO "edition_stage" VALUES('2d5c4655-46d2-49b2-9918-b0bee2308314',3,'review','Final review','Answers for the decision to publish.',1);
INSERT INTO "edition_stage" VALUES('56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',1,'review','First review','Answers for facts, figures and wording.',1);
INSERT INTO "edition_stage" VALUES('56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',2,'review','Second review','Answers for policy, law and privacy.',1);
INSERT INTO "edition_stage" VALUES('56c7ed4d-6f6d-40b5-86c7-7c1059cb7e76',3,'review','Final review','Answers for the decision to publish.',1);
INSERT INTO "edition_stage" VALUES('cf6b4114-be1e-4bf1-847f-ccd106373653',1,'review','First review','Answers for facts, figures and wording.',1);
INSERT INTO "edition_stage" VALUES('cf6b4114-be1e-4bf1-847f-ccd106373653',2,'review','Second review','Answers for policy, law and privacy.',1);
INSERT INTO "edition_stage" VALUES('cf6b4114-be1e-4bf1-847f-ccd106373653',3,'review','Final review','Answers for the decision to publish.',1);
INSERT INTO "edition_stage" VALUES('dec6b582-3dff-4c89-b989-d7481c7a19fa',1,'review','First review','Answers for facts, figures and wording.',1);
INSERT INTO "edition_stage" VALUES('dec6b582-3dff-4c89-b989-d7481c7a19fa',2,'review','Second review','Answers for policy, law and privacy.',1);
INSERT INTO "edition_stage" VALUES('dec6b582-3dff-4c89-b989-d7481c7a19fa',3,'review','Final review','Answers for the decision to publish.',1);
CREATE TABLE edition_use (
	edition VARCHAR(36) NOT NULL, 
	hours INTEGER NOT NULL, 
	CONSTRAINT pk_edition_use PRIMARY KEY (edition), 
	CONSTRAINT ck_edition_use_hours CHECK (hours >= 1), 
	CONSTRAINT fk_edition_use_edition FOREIGN KEY(edition) REFERENCES edition (id)
);
CREATE TABLE embargo (
	document VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	until BIGINT, 
	members TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	wish INTEGER NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_embargo PRIMARY KEY (document, ordinal), 
	CONSTRAINT ck_embargo_says_why CHECK (reason <> ''), 
	CONSTRAINT ck_embargo_wish_known CHECK (wish IN (0, 1)), 
	CONSTRAINT fk_embargo_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_embargo_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_embargo_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE embargo_consent (
	document VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	"key" VARCHAR(36) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	audit_head VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	signature BLOB NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_embargo_consent PRIMARY KEY (document, ordinal), 
	CONSTRAINT fk_embargo_consent_embargo FOREIGN KEY(document, ordinal) REFERENCES embargo (document, ordinal), 
	CONSTRAINT ck_embargo_consent_ed25519 CHECK (length(signature) = 64), 
	CONSTRAINT fk_embargo_consent_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_embargo_consent_key FOREIGN KEY("key") REFERENCES member_key (id), 
	CONSTRAINT fk_embargo_consent_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE emergency (
	edition VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	filling INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	opening VARCHAR(36), 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_emergency PRIMARY KEY (edition), 
	CONSTRAINT fk_emergency_filling FOREIGN KEY(document, filling) REFERENCES emergency_filling (document, ordinal), 
	CONSTRAINT ck_emergency_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_emergency_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT uq_emergency_opening UNIQUE (opening), 
	CONSTRAINT fk_emergency_opening FOREIGN KEY(opening) REFERENCES lane_opening (id), 
	CONSTRAINT fk_emergency_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_emergency_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE emergency_filling (
	document VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	template VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	wording TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	slots TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_emergency_filling PRIMARY KEY (document, ordinal), 
	CONSTRAINT fk_emergency_filling_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_emergency_filling_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_emergency_filling_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE emergency_template (
	name VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	wordings TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_emergency_template PRIMARY KEY (name, version), 
	CONSTRAINT ck_emergency_template_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_emergency_template_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_emergency_template_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE escalation (
	edition VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	told VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_escalation PRIMARY KEY (edition, ordinal), 
	CONSTRAINT fk_escalation_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage (edition, ordinal), 
	CONSTRAINT fk_escalation_told FOREIGN KEY(told) REFERENCES member (id), 
	CONSTRAINT fk_escalation_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE freeze (
	id VARCHAR(36) NOT NULL, 
	begun_at BIGINT NOT NULL, 
	begun_by VARCHAR(36) NOT NULL, 
	reason TEXT NOT NULL, 
	lifted_at BIGINT, 
	CONSTRAINT pk_freeze PRIMARY KEY (id), 
	CONSTRAINT fk_freeze_begun_by FOREIGN KEY(begun_by) REFERENCES member (id)
);
CREATE TABLE lane_opening (
	id VARCHAR(36) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_lane_opening PRIMARY KEY (id), 
	CONSTRAINT ck_lane_opening_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_lane_opening_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_lane_opening_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE media (
	digest VARCHAR(64) NOT NULL, 
	mime VARCHAR(40) NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	alt TEXT NOT NULL, 
	credit TEXT NOT NULL, 
	ai_made INTEGER NOT NULL, 
	added_by VARCHAR(36) NOT NULL, 
	added_at BIGINT NOT NULL, 
	CONSTRAINT pk_media PRIMARY KEY (digest), 
	CONSTRAINT fk_media_added_by FOREIGN KEY(added_by) REFERENCES member (id)
);
CREATE TABLE media_change (
	number INTEGER NOT NULL, 
	becomes TEXT NOT NULL, 
	proposed_by VARCHAR(36) NOT NULL, 
	proposed_at BIGINT NOT NULL, 
	decision VARCHAR(8), 
	decided_by VARCHAR(36), 
	decided_at BIGINT, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_media_change PRIMARY KEY (number), 
	CONSTRAINT ck_media_change_decision_known CHECK (decision IN ('agreed', 'declined')), 
	CONSTRAINT ck_media_change_decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS NULL)), 
	CONSTRAINT fk_media_change_proposed_by FOREIGN KEY(proposed_by) REFERENCES member (id), 
	CONSTRAINT fk_media_change_decided_by FOREIGN KEY(decided_by) REFERENCES member (id), 
	CONSTRAINT fk_media_change_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE member (
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	"key" VARCHAR(36), 
	joined_at BIGINT NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (id), 
	CONSTRAINT ck_member_state_known CHECK (state IN ('invited', 'activated', 'confirmed', 'departed')), 
	CONSTRAINT uq_member_name UNIQUE (name)
);
INSERT INTO "member" VALUES('939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23','admin','admin','confirmed','66884ca7-338c-41f1-aab1-ae44a588c45a',1795827600000003);
INSERT INTO "member" VALUES('89ab9fb3-3a2d-4ace-84de-6dbaa7be802d','editor','editor','confirmed','465e5098-2ca8-461f-af42-6b2122ba4046',1795827600000008);
INSERT INTO "member" VALUES('c5b52156-5d1b-46f6-b99b-86cd123c5a46','editor2','editor','confirmed','bb19804c-5b77-4c2a-b4a7-6e37cfaf847d',1795827600000013);
INSERT INTO "member" VALUES('e8ff55d8-369d-4f3a-9e76-3a38fcd47b24','reviewer1','reviewer','confirmed','fa2bae4d-73f6-4540-9f12-3b813fb029b8',1795827600000018);
INSERT INTO "member" VALUES('e1860bd5-5779-43a9-ab20-05869f6a5df6','reviewer2','reviewer','confirmed','d37e7884-1555-4f29-ac90-036ba0a667be',1795827600000023);
INSERT INTO "member" VALUES('bbbc2f83-d277-4519-b1c3-377b311f3ee5','reviewer3','reviewer','confirmed','92879642-5547-4c44-8a1e-08375540304c',1795827600000028);
INSERT INTO "member" VALUES('72880b82-d0df-4209-9b92-b973b4ee3a6b','publisher','publisher','confirmed','36518d24-a6ea-476b-b41f-67611c27c91e',1795827600000033);
CREATE TABLE member_key (
	id VARCHAR(36) NOT NULL, 
	member VARCHAR(36) NOT NULL, 
	public_key BLOB NOT NULL, 
	box_public_key BLOB NOT NULL, 
	sealed_private BLOB NOT NULL, 
	made_at BIGINT NOT NULL, 
	confirmed_by VARCHAR(36), 
	confirmed_at BIGINT, 
	revoked_at BIGINT, 
	CONSTRAINT pk_member_key PRIMARY KEY (id), 
	CONSTRAINT ck_member_key_ed25519 CHECK (length(public_key) = 32), 
	CONSTRAINT fk_member_key_member FOREIGN KEY(member) REFERENCES member (id), 
	CONSTRAINT uq_member_key_public_key UNIQUE (public_key), 
	CONSTRAINT fk_member_key_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES member (id)
);
INSERT INTO "member_key" VALUES('66884ca7-338c-41f1-aab1-ae44a588c45a','939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',X'377046BDD6289B5457451841C8E2E59B702AB27E3D76AC6B978342F241198373',X'30ABE2A3353873ADA012C627DC619C0E21F954272276BDEDD99C8C79161FD854',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22663963626330633430653039653838636666303465343566222C22706173736573223A312C2273616C74223A226566316235643864343034396531373630383434366362363066623635376337222C227365616C6564223A2238643630653738386237343232656332633530346361613166366534643263393930396265383763663563373339383536623765653835653065313532333532356234336165386233633335653365353736393534643265396164363066333665343765306430613739613363623062613066653463656362363731393565643035343133633137613132653537303938386562383132613933366430386465222C2276223A317D',1795827600000004,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000005,NULL);
INSERT INTO "member_key" VALUES('465e5098-2ca8-461f-af42-6b2122ba4046','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',X'08DFA2BFA46F945B230D83D8459358F854B7BB998FF110D7FEE163313C72CA63',X'091F0976D01AD394C7D8C791F2AA10AAF0D907D7AE8D4E8E5E1BA72AA9418074',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22333432626664396163653232643834373237303133333364222C22706173736573223A312C2273616C74223A226230336339383965386161396237626433393865353438326331383336363962222C227365616C6564223A2239346239643635323934316365663837383637363061653134383636346334316365323032326539306239653034626636353961633361643839623936356161303463643436303239643436643161306632326366366430616536636666313530333332383638666137303462333838656564643966363930353761646535306534356133353461633163326466396466633136663739363362303038616434222C2276223A317D',1795827600000011,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000012,NULL);
INSERT INTO "member_key" VALUES('bb19804c-5b77-4c2a-b4a7-6e37cfaf847d','c5b52156-5d1b-46f6-b99b-86cd123c5a46',X'1E651AB30B26EA0008A033BB088167A6576FCE5DA2C4365B49455CA59FD27E6A',X'2462EA747941BED18BF87F313ECB57D50A62612FEF4DB49125E4AB02BDAAFC7B',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22303238623362653534646535343334346135366665386436222C22706173736573223A312C2273616C74223A226466663535356432346332333365663765343763663037666633383339333037222C227365616C6564223A2263353966663137373664346465356265333166323436363135343531663864353561313131373432306536366665343564646330633733623261653635616432373037323239363265646135656666313837306534613763313461303137653030386166383762396562303065313461656537396232636635663738653331313631353433386532306231383266363564346333623665626464643536303830222C2276223A317D',1795827600000016,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000017,NULL);
INSERT INTO "member_key" VALUES('fa2bae4d-73f6-4540-9f12-3b813fb029b8','e8ff55d8-369d-4f3a-9e76-3a38fcd47b24',X'3AEB2E7E036EF2AC65F57C1A2CCE09C26834CEE83B136FBB3368C8F8C5BC41A0',X'C9639665A2BE028941C32ECF98B15EC9DBE211D2EFB8277FBD75A71C0E2C9F03',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22353165663962666565643664386362353938393265373736222C22706173736573223A312C2273616C74223A223930316439623764303333346165343530636534313830313236363639336235222C227365616C6564223A2262613861363964353861363666633364623663353538373939333637336261656166613266323362653761653034343664316332373561613865353939373164643561643663346532626462346432376235366538356237303732396139643233376562353731656162336463393237623865623363313639343238636634326366373831333234363331666163343330636264666131353435363264616134222C2276223A317D',1795827600000021,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000022,NULL);
INSERT INTO "member_key" VALUES('d37e7884-1555-4f29-ac90-036ba0a667be','e1860bd5-5779-43a9-ab20-05869f6a5df6',X'E82ABCFE55035B1E3E01B4FF7D6EC2909282BB188C66E7B3E0903625E7EB4261',X'7496967A1D367FC5630831919ED8E7B9F2C2A22D035554D6ABA500B991609711',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22383565363161663435656265623464313033356662376630222C22706173736573223A312C2273616C74223A223235646562616130336162376338633962646363373664323939663866613032222C227365616C6564223A2230613131646638653465346264636237376235633463313833653739613766383034643966326164373436386136363063383262373736386264306636373035313265313438393936316135323832636230383239363936313564633239656563666164393261663737366334646330343266393039366665343463353266636561333861396265653239643030666432376461333232303538343932626539222C2276223A317D',1795827600000026,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000027,NULL);
INSERT INTO "member_key" VALUES('92879642-5547-4c44-8a1e-08375540304c','bbbc2f83-d277-4519-b1c3-377b311f3ee5',X'038FA0DBA309C30341598792B0F881869EE622CD875551D3094EF3224958CBFA',X'F99F608FFA119B063B80F6023B7905D7A166EAB90F96BE83268E7FA4E9EA4F09',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22636431663934306464383534643331623063616661373335222C22706173736573223A312C2273616C74223A226630343461633561666232656166643261636339393434336636636266313031222C227365616C6564223A2263323333396162313633636135633733643636653637373332663032323632313431373562363166376334633663303534333265333836663331353966663938376233373735303461646436343332323337366637656461633537303934373731613534336239363238303761363735646436313734316462623639363237633637363861363765636335663430313963366435323361373130383631656462222C2276223A317D',1795827600000031,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000032,NULL);
INSERT INTO "member_key" VALUES('36518d24-a6ea-476b-b41f-67611c27c91e','72880b82-d0df-4209-9b92-b973b4ee3a6b',X'9066F5999D51C057C1D0A7E097F371E81E38E6C85DF34FE25A6E20A9DC559270',X'3410B14A97D621CB1E578240A27D9042FBC45F62E16DB1904C792B66D45CA623',X'7B226C616E6573223A312C226D656D6F72795F6B6962223A36342C226E6F6E6365223A22393438623938626639316261323266643138396239376234222C22706173736573223A312C2273616C74223A226330356362363865613233373039313365333361346433396134393961623561222C227365616C6564223A2266396134313836333333363733613733343663386638346330633532323561346235633833393166366165323864343732393661356431363436356230653839653431623737313664383430353035663634656263633134316636663565316361303732373636653535653338326333656236396236643561363465653337313134306433353666373930643764353731333835623663643731386136653036222C2276223A317D',1795827600000036,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000037,NULL);
CREATE TABLE message_outcome (
	reply VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	delivery VARCHAR(36) NOT NULL, 
	outcome VARCHAR(8) NOT NULL, 
	remote_id TEXT NOT NULL, 
	url TEXT NOT NULL, 
	reason TEXT, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_message_outcome PRIMARY KEY (reply, ordinal), 
	CONSTRAINT ck_message_outcome_outcome_known CHECK (outcome IN ('done', 'refused', 'unknown', 'absent')), 
	CONSTRAINT ck_message_outcome_names_what_is_there CHECK (outcome = 'done' OR remote_id = ''), 
	CONSTRAINT fk_message_outcome_reply FOREIGN KEY(reply) REFERENCES message_reply (id), 
	CONSTRAINT fk_message_outcome_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), 
	CONSTRAINT fk_message_outcome_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_message_outcome_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE message_reply (
	id VARCHAR(36) NOT NULL, 
	delivery VARCHAR(36) NOT NULL, 
	message TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	words TEXT NOT NULL, 
	request_digest VARCHAR(64) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	boot VARCHAR(64) NOT NULL, 
	boot_microseconds BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_message_reply PRIMARY KEY (id), 
	CONSTRAINT ck_message_reply_says_something CHECK (words <> ''), 
	CONSTRAINT fk_message_reply_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), 
	CONSTRAINT fk_message_reply_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_message_reply_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE milestone (
	revision VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_milestone PRIMARY KEY (revision, ordinal), 
	CONSTRAINT ck_milestone_says_something CHECK (name <> ''), 
	CONSTRAINT fk_milestone_revision FOREIGN KEY(revision) REFERENCES revision (id), 
	CONSTRAINT fk_milestone_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_milestone_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE observed (
	delivery VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_observed PRIMARY KEY (delivery, ordinal), 
	CONSTRAINT fk_observed_read_back FOREIGN KEY(delivery, ordinal) REFERENCES read_back (delivery, ordinal)
);
INSERT INTO "observed" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac',1,'e3b4146868e325a4c456522e26f30dd033d4106aa7f2e3ec17a4618c81469a31','["已核验的一份",["<p>第一段，共 12 件事。</p>\n<p>第二段。</p>"],[],[],"",[["author",""],["cover_alt",""],["language","zh-CN"],["slug","yi-he-yan-de-yi-fen"],["summary",""],["tags",""]],true]');
CREATE TABLE packet_reading (
	edition VARCHAR(36) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	account VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	content VARCHAR(64) NOT NULL, 
	sentences VARCHAR(64) NOT NULL, 
	total INTEGER NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_packet_reading PRIMARY KEY (edition, "by", account), 
	CONSTRAINT ck_packet_reading_something CHECK (total > 0 AND ordinal > 0), 
	CONSTRAINT fk_packet_reading_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_packet_reading_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_packet_reading_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_packet_reading_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE passing (
	delivery VARCHAR(36) NOT NULL, 
	past VARCHAR(36) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_passing PRIMARY KEY (delivery, past), 
	CONSTRAINT ck_passing_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_passing_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), 
	CONSTRAINT fk_passing_past FOREIGN KEY(past) REFERENCES delivery (id), 
	CONSTRAINT fk_passing_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_passing_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE presence (
	document VARCHAR(36) NOT NULL, 
	member VARCHAR(36) NOT NULL, 
	seat VARCHAR(36) NOT NULL, 
	"view" VARCHAR(12) NOT NULL, 
	came_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_presence PRIMARY KEY (document, member, seat), 
	CONSTRAINT fk_presence_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_presence_member FOREIGN KEY(member) REFERENCES member (id)
);
CREATE TABLE read_back (
	delivery VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	verdict VARCHAR(20) NOT NULL, 
	normalisations TEXT NOT NULL, 
	differences TEXT NOT NULL, 
	observed_digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_read_back PRIMARY KEY (delivery, ordinal), 
	CONSTRAINT ck_read_back_verdict_known CHECK (verdict IN ('identical', 'platform-normalised', 'different', 'not-visible')), 
	CONSTRAINT fk_read_back_delivery FOREIGN KEY(delivery) REFERENCES delivery (id)
);
INSERT INTO "read_back" VALUES('0d8d86db-4466-492e-9fbf-128d148fc8ac',1,1795827600000077,'identical','[]','[]','e3b4146868e325a4c456522e26f30dd033d4106aa7f2e3ec17a4618c81469a31');
CREATE TABLE reading (
	edition VARCHAR(36) NOT NULL, 
	account VARCHAR(36) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	reached INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (edition, account, "by", ordinal), 
	CONSTRAINT ck_reading_within_the_text CHECK (reached >= 0 AND reached <= total AND total > 0), 
	CONSTRAINT fk_reading_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_reading_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_reading_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_reading_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE recall_case (
	id VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	reason TEXT NOT NULL, 
	opened_by VARCHAR(36) NOT NULL, 
	opened_at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	closed_by VARCHAR(36), 
	closed_at BIGINT, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_recall_case PRIMARY KEY (id), 
	CONSTRAINT ck_recall_case_kind_known CHECK (kind IN ('correction', 'withdrawal')), 
	CONSTRAINT ck_recall_case_says_why CHECK (reason <> ''), 
	CONSTRAINT ck_recall_case_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL)), 
	CONSTRAINT fk_recall_case_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_recall_case_opened_by FOREIGN KEY(opened_by) REFERENCES member (id), 
	CONSTRAINT fk_recall_case_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence), 
	CONSTRAINT fk_recall_case_closed_by FOREIGN KEY(closed_by) REFERENCES member (id)
);
CREATE TABLE recall_edition (
	edition VARCHAR(36) NOT NULL, 
	recall VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_recall_edition PRIMARY KEY (edition), 
	CONSTRAINT fk_recall_edition_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_recall_edition_recall FOREIGN KEY(recall) REFERENCES recall_case (id)
);
CREATE TABLE recall_item (
	recall VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	delivery VARCHAR(36), 
	account VARCHAR(36), 
	url TEXT NOT NULL, 
	measure VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_recall_item PRIMARY KEY (recall, ordinal), 
	CONSTRAINT ck_recall_item_measure_known CHECK (measure IN ('edit', 'delete', 'unpublish', 'follow_up', 'by_hand')), 
	CONSTRAINT ck_recall_item_ours_or_a_link CHECK ((delivery IS NULL) = (account IS NULL)), 
	CONSTRAINT ck_recall_item_link_by_hand CHECK (delivery IS NOT NULL OR (url <> '' AND measure = 'by_hand')), 
	CONSTRAINT fk_recall_item_recall FOREIGN KEY(recall) REFERENCES recall_case (id), 
	CONSTRAINT fk_recall_item_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), 
	CONSTRAINT fk_recall_item_account FOREIGN KEY(account) REFERENCES account (id)
);
CREATE TABLE recall_proof (
	recall VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	outcome VARCHAR(12) NOT NULL, 
	link TEXT NOT NULL, 
	screenshot VARCHAR(64) NOT NULL, 
	note TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_recall_proof PRIMARY KEY (recall, ordinal, number), 
	CONSTRAINT fk_recall_proof_item FOREIGN KEY(recall, ordinal) REFERENCES recall_item (recall, ordinal), 
	CONSTRAINT ck_recall_proof_outcome_known CHECK (outcome IN ('gone', 'corrected', 'kept')), 
	CONSTRAINT ck_recall_proof_says_what CHECK (note <> ''), 
	CONSTRAINT ck_recall_proof_shows_something CHECK (link <> '' OR screenshot <> ''), 
	CONSTRAINT fk_recall_proof_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_recall_proof_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE recheck (
	delivery VARCHAR(36) NOT NULL, 
	checked_at BIGINT NOT NULL, 
	CONSTRAINT pk_recheck PRIMARY KEY (delivery), 
	CONSTRAINT fk_recheck_delivery FOREIGN KEY(delivery) REFERENCES delivery (id)
);
CREATE TABLE register_call (
	account VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	due_on VARCHAR(10) NOT NULL, 
	publish_until BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_register_call PRIMARY KEY (account), 
	CONSTRAINT fk_register_call_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_register_call_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE register_entry (
	account VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	owner_unit TEXT NOT NULL, 
	operator_unit TEXT NOT NULL, 
	responsible TEXT NOT NULL, 
	filing_number TEXT NOT NULL, 
	filed_on VARCHAR(10), 
	due_on VARCHAR(10), 
	publish_until BIGINT, 
	exemption TEXT NOT NULL, 
	note TEXT NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_register_entry PRIMARY KEY (account, number), 
	CONSTRAINT ck_register_entry_state_known CHECK (state IN ('opening', 'open', 'changing', 'closing', 'closed')), 
	CONSTRAINT ck_register_entry_open_is_complete CHECK (state <> 'open' OR (filing_number <> '' AND filed_on IS NOT NULL AND owner_unit <> '' AND responsible <> '')), 
	CONSTRAINT ck_register_entry_owed_has_a_day CHECK ((state IN ('opening', 'changing', 'closing')) = (due_on IS NOT NULL)), 
	CONSTRAINT ck_register_entry_opening_has_an_end CHECK ((state = 'opening') = (publish_until IS NOT NULL)), 
	CONSTRAINT fk_register_entry_account FOREIGN KEY(account) REFERENCES account (id), 
	CONSTRAINT fk_register_entry_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_register_entry_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE renewal (
	edition VARCHAR(36) NOT NULL, 
	round INTEGER NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	stage INTEGER NOT NULL, 
	"key" VARCHAR(36) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	audit_head VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	made_in VARCHAR(12) NOT NULL, 
	signature BLOB NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_renewal PRIMARY KEY (edition, round, "by"), 
	CONSTRAINT fk_renewal_stage FOREIGN KEY(edition, stage) REFERENCES edition_stage (edition, ordinal), 
	CONSTRAINT ck_renewal_ed25519 CHECK (length(signature) = 64), 
	CONSTRAINT ck_renewal_made_in_known CHECK (made_in IN ('window', 'command_line')), 
	CONSTRAINT fk_renewal_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_renewal_key FOREIGN KEY("key") REFERENCES member_key (id), 
	CONSTRAINT fk_renewal_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE renewed_for (
	edition VARCHAR(36) NOT NULL, 
	round INTEGER NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	principal VARCHAR(36) NOT NULL, 
	deputy VARCHAR(36) NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_renewed_for PRIMARY KEY (edition, round, "by"), 
	CONSTRAINT uq_renewed_for_principal UNIQUE (edition, round, principal), 
	CONSTRAINT fk_renewed_for_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_renewed_for_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_renewed_for_principal FOREIGN KEY(principal) REFERENCES member (id), 
	CONSTRAINT fk_renewed_for_deputy FOREIGN KEY(deputy) REFERENCES deputy (id), 
	CONSTRAINT fk_renewed_for_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE revision (
	id VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	parent VARCHAR(36), 
	title TEXT NOT NULL, 
	content TEXT NOT NULL, 
	overrides TEXT NOT NULL, 
	charts TEXT NOT NULL, 
	author VARCHAR(36) NOT NULL, 
	saved_at BIGINT NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (id), 
	CONSTRAINT uq_revision_document_number UNIQUE (document, number), 
	CONSTRAINT uq_revision_id_document UNIQUE (id, document), 
	CONSTRAINT fk_revision_document FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT fk_revision_parent FOREIGN KEY(parent) REFERENCES revision (id), 
	CONSTRAINT fk_revision_author FOREIGN KEY(author) REFERENCES member (id)
);
INSERT INTO "revision" VALUES('dcd2c7c1-4264-4018-9b68-ac75170207b9','a8bdf941-bbb5-4dbf-b1f2-c2a0c9a05e9f',1,NULL,'已核验的一份','{"author":"","body":"第一段，共 12 件事。\n\n第二段。","categories":[],"cover":"","cover_alt":"","document_number":"","language":"zh-CN","link":"","reprint":false,"responsible_editor":"","slug":"","source":"区政务公开办","source_url":"","summary":"","tags":[],"title":"已核验的一份"}','[]','[]','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000042);
INSERT INTO "revision" VALUES('bc131de5-3c25-4a0a-8db6-e406d5212a06','8d0f99cb-7fe5-4508-afe3-1aa920bd0498',1,NULL,'排定的一份','{"author":"","body":"第一段，共 12 件事。\n\n第二段。","categories":[],"cover":"","cover_alt":"","document_number":"","language":"zh-CN","link":"","reprint":false,"responsible_editor":"","slug":"","source":"区政务公开办","source_url":"","summary":"","tags":[],"title":"排定的一份"}','[]','[]','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000080);
INSERT INTO "revision" VALUES('975181a9-4f94-4483-ba29-d2821addc6c5','2c0c458b-68b0-4efa-884e-2322269278d6',1,NULL,'等人放行的一份','{"author":"","body":"第一段，共 12 件事。\n\n第二段。","categories":[],"cover":"","cover_alt":"","document_number":"","language":"zh-CN","link":"","reprint":false,"responsible_editor":"","slug":"","source":"区政务公开办","source_url":"","summary":"","tags":[],"title":"等人放行的一份"}','[]','[]','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000102);
INSERT INTO "revision" VALUES('12aef633-41fd-42b6-bbe7-9e4b3f1883aa','00880b28-52a3-4f97-b69e-405d236388eb',1,NULL,'签发未排的一份','{"author":"","body":"第一段，共 12 件事。\n\n第二段。","categories":[],"cover":"","cover_alt":"","document_number":"","language":"zh-CN","link":"","reprint":false,"responsible_editor":"","slug":"","source":"区政务公开办","source_url":"","summary":"","tags":[],"title":"签发未排的一份"}','[]','[]','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000126);
INSERT INTO "revision" VALUES('aebd0a8d-5231-4f32-9210-320bc6b71305','129aa2c3-bd28-4b13-a11b-b6e58240ea6c',1,NULL,'结果未知的一份','{"author":"","body":"第一段，共 12 件事。\n\n第二段。","categories":[],"cover":"","cover_alt":"","document_number":"","language":"zh-CN","link":"","reprint":false,"responsible_editor":"","slug":"","source":"区政务公开办","source_url":"","summary":"","tags":[],"title":"结果未知的一份"}','[]','[]','89ab9fb3-3a2d-4ace-84de-6dbaa7be802d',1795827600000145);
CREATE TABLE revision_origin (
	revision VARCHAR(36) NOT NULL, 
	parent VARCHAR(36) NOT NULL, 
	document VARCHAR(36) NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_revision_origin PRIMARY KEY (revision, parent), 
	CONSTRAINT fk_revision_origin_revision FOREIGN KEY(revision, document) REFERENCES revision (id, document), 
	CONSTRAINT fk_revision_origin_parent FOREIGN KEY(parent, document) REFERENCES revision (id, document), 
	CONSTRAINT fk_revision_origin_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE role_change (
	member VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	was TEXT NOT NULL, 
	becomes TEXT NOT NULL, 
	proposed_by VARCHAR(36) NOT NULL, 
	proposed_at BIGINT NOT NULL, 
	decision VARCHAR(8), 
	decided_by VARCHAR(36), 
	decided_at BIGINT, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_role_change PRIMARY KEY (member, number), 
	CONSTRAINT ck_role_change_decision_known CHECK (decision IN ('agreed', 'declined')), 
	CONSTRAINT ck_role_change_decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS NULL)), 
	CONSTRAINT fk_role_change_member FOREIGN KEY(member) REFERENCES member (id), 
	CONSTRAINT fk_role_change_proposed_by FOREIGN KEY(proposed_by) REFERENCES member (id), 
	CONSTRAINT fk_role_change_decided_by FOREIGN KEY(decided_by) REFERENCES member (id), 
	CONSTRAINT fk_role_change_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE route (
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	stages TEXT NOT NULL, 
	kinds TEXT NOT NULL, 
	CONSTRAINT pk_route PRIMARY KEY (id), 
	CONSTRAINT uq_route_name UNIQUE (name)
);
INSERT INTO "route" VALUES('5b065e96-4fe8-4896-927a-5cc4914492bc','Three reviews','[[1,"review","First review","Answers for facts, figures and wording.",1],[2,"review","Second review","Answers for policy, law and privacy.",1],[3,"review","Final review","Answers for the decision to publish.",1]]','["correction","publication","reply","withdrawal"]');
INSERT INTO "route" VALUES('e1b0414e-8d66-4253-8c7d-9267d4fe5873','Two persons','[[1,"review","Review","Answers for content and publication.",1]]','["correction","emergency","publication","reply","withdrawal"]');
CREATE TABLE route_version (
	route VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	stages TEXT NOT NULL, 
	kinds TEXT NOT NULL, 
	use_hours INTEGER NOT NULL, 
	retired INTEGER NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_route_version PRIMARY KEY (route, number), 
	CONSTRAINT ck_route_version_use_hours CHECK (use_hours >= 0), 
	CONSTRAINT fk_route_version_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_route_version_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
INSERT INTO "route_version" VALUES('5b065e96-4fe8-4896-927a-5cc4914492bc',1,'Three reviews','[[1,"review","First review","Answers for facts, figures and wording.",1],[2,"review","Second review","Answers for policy, law and privacy.",1],[3,"review","Final review","Answers for the decision to publish.",1]]','["correction","publication","reply","withdrawal"]',0,0,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000006,5);
INSERT INTO "route_version" VALUES('e1b0414e-8d66-4253-8c7d-9267d4fe5873',1,'Two persons','[[1,"review","Review","Answers for content and publication.",1]]','["correction","emergency","publication","reply","withdrawal"]',0,0,'939daa9e-b21a-4cc0-b7cd-8ddbc41c2c23',1795827600000007,6);
CREATE TABLE setting (
	name VARCHAR(80) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);
CREATE TABLE settlement (
	edition VARCHAR(36) NOT NULL, 
	verdict VARCHAR(8) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	"key" VARCHAR(36) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	audit_head VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_settlement PRIMARY KEY (edition), 
	CONSTRAINT ck_settlement_verdict_known CHECK (verdict IN ('upheld', 'disputed')), 
	CONSTRAINT ck_settlement_dispute_says_why CHECK (verdict <> 'disputed' OR note <> ''), 
	CONSTRAINT ck_settlement_ed25519 CHECK (length(signature) = 64), 
	CONSTRAINT fk_settlement_edition FOREIGN KEY(edition) REFERENCES emergency (edition), 
	CONSTRAINT fk_settlement_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_settlement_key FOREIGN KEY("key") REFERENCES member_key (id), 
	CONSTRAINT fk_settlement_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE signed_for (
	edition VARCHAR(36) NOT NULL, 
	"by" VARCHAR(36) NOT NULL, 
	principal VARCHAR(36) NOT NULL, 
	deputy VARCHAR(36) NOT NULL, 
	audit_sequence BIGINT NOT NULL, 
	CONSTRAINT pk_signed_for PRIMARY KEY (edition, "by"), 
	CONSTRAINT uq_signed_for_once UNIQUE (edition, principal), 
	CONSTRAINT fk_signed_for_edition FOREIGN KEY(edition) REFERENCES edition (id), 
	CONSTRAINT fk_signed_for_by FOREIGN KEY("by") REFERENCES member (id), 
	CONSTRAINT fk_signed_for_principal FOREIGN KEY(principal) REFERENCES member (id), 
	CONSTRAINT fk_signed_for_deputy FOREIGN KEY(deputy) REFERENCES deputy (id), 
	CONSTRAINT fk_signed_for_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence)
);
CREATE TABLE stage_signer (
	edition VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	member VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_stage_signer PRIMARY KEY (edition, ordinal, place), 
	CONSTRAINT fk_stage_signer_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage (edition, ordinal), 
	CONSTRAINT fk_stage_signer_member FOREIGN KEY(member) REFERENCES member (id)
);
CREATE TABLE stage_terms (
	edition VARCHAR(36) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	role VARCHAR(12) NOT NULL, 
	hours INTEGER NOT NULL, 
	escalate_to VARCHAR(36), 
	escalate_name TEXT, 
	CONSTRAINT pk_stage_terms PRIMARY KEY (edition, ordinal), 
	CONSTRAINT fk_stage_terms_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage (edition, ordinal), 
	CONSTRAINT ck_stage_terms_role_known CHECK (role IN ('reviewer', 'expert')), 
	CONSTRAINT ck_stage_terms_hours CHECK (hours >= 0), 
	CONSTRAINT fk_stage_terms_escalate_to FOREIGN KEY(escalate_to) REFERENCES member (id)
);
CREATE TABLE transition (
	from_state VARCHAR(12) NOT NULL, 
	to_state VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_transition PRIMARY KEY (from_state, to_state)
);
INSERT INTO "transition" VALUES('ask','queued');
INSERT INTO "transition" VALUES('ask','sent');
INSERT INTO "transition" VALUES('failed','cancelled');
INSERT INTO "transition" VALUES('failed','queued');
INSERT INTO "transition" VALUES('held','cancelled');
INSERT INTO "transition" VALUES('held','expired');
INSERT INTO "transition" VALUES('held','held');
INSERT INTO "transition" VALUES('held','queued');
INSERT INTO "transition" VALUES('held','sent');
INSERT INTO "transition" VALUES('held','void');
INSERT INTO "transition" VALUES('queued','cancelled');
INSERT INTO "transition" VALUES('queued','expired');
INSERT INTO "transition" VALUES('queued','held');
INSERT INTO "transition" VALUES('queued','queued');
INSERT INTO "transition" VALUES('queued','void');
INSERT INTO "transition" VALUES('queued','working');
INSERT INTO "transition" VALUES('sent','verified');
INSERT INTO "transition" VALUES('sent','withdrawn');
INSERT INTO "transition" VALUES('unknown','ask');
INSERT INTO "transition" VALUES('unknown','failed');
INSERT INTO "transition" VALUES('unknown','queued');
INSERT INTO "transition" VALUES('unknown','sent');
INSERT INTO "transition" VALUES('verified','withdrawn');
INSERT INTO "transition" VALUES('working','failed');
INSERT INTO "transition" VALUES('working','held');
INSERT INTO "transition" VALUES('working','queued');
INSERT INTO "transition" VALUES('working','sent');
INSERT INTO "transition" VALUES('working','unknown');
INSERT INTO "transition" VALUES('working','working');
CREATE TABLE worker_seen (
	name VARCHAR(80) NOT NULL, 
	host TEXT NOT NULL, 
	process INTEGER NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker_seen PRIMARY KEY (name)
);
CREATE TABLE workspace (
	one INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	sample INTEGER NOT NULL, 
	lineage VARCHAR(36) NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (one), 
	CONSTRAINT ck_workspace_single CHECK (one = 1)
);
INSERT INTO "workspace" VALUES(1,'823a53b1-df9d-4070-a6b5-b54df19d7cd8','Office','en','Asia/Shanghai',1,'dac4f77c-83da-4c1b-8a2b-f34ae1cfd59c',1795827600000001);
CREATE INDEX ix_audit_subject ON audit (subject_kind, subject_id, sequence);
CREATE INDEX ix_member_key_member ON member_key (member);
CREATE UNIQUE INDEX uq_freeze_one ON freeze ((1)) WHERE lifted_at IS NULL;
CREATE INDEX ix_deputy_deputy ON deputy (deputy);
CREATE INDEX ix_deputy_principal ON deputy (principal);
CREATE UNIQUE INDEX uq_role_change_asked ON role_change (member) WHERE decision IS NULL;
CREATE INDEX ix_revision_saved_at ON revision (saved_at, id);
CREATE UNIQUE INDEX uq_recall_case_open ON recall_case (document) WHERE closed_at IS NULL;
CREATE INDEX ix_edition_emergency ON edition (id) WHERE kind = 'emergency';
CREATE UNIQUE INDEX uq_edition_in_review ON edition (document) WHERE state = 'in_review';
CREATE INDEX ix_comment_thread_document ON comment_thread (document);
CREATE INDEX ix_edition_account_content_digest ON edition_account (content_digest);
CREATE INDEX ix_recall_edition_recall ON recall_edition (recall);
CREATE INDEX ix_delivery_planned ON delivery (planned_at, position);
CREATE INDEX ix_delivery_account ON delivery (account, position);
CREATE INDEX ix_delivery_position ON delivery (position);
CREATE INDEX ix_delivery_unresolved ON delivery (account, position) WHERE state IN ('working', 'unknown', 'ask');
CREATE INDEX ix_delivery_due ON delivery (next_try_at) WHERE state NOT IN ('held', 'ask', 'failed', 'expired', 'cancelled', 'void', 'withdrawn');
CREATE INDEX ix_delivery_state ON delivery (state, position);
CREATE INDEX ix_read_back_alarm ON read_back (delivery, ordinal) WHERE verdict IN ('different', 'not-visible');
CREATE INDEX ix_message_reply_delivery ON message_reply (delivery);
CREATE INDEX ix_recall_item_delivery ON recall_item (delivery);
CREATE UNIQUE INDEX uq_attempt_open_per_delivery ON attempt (delivery) WHERE state = 'open';
CREATE UNIQUE INDEX uq_attempt_done_per_step ON attempt (delivery, step) WHERE state = 'done';
CREATE UNIQUE INDEX uq_attempt_open_per_account ON attempt (account) WHERE state = 'open';
CREATE TRIGGER "guard_audit_follows" BEFORE INSERT ON "audit"
WHEN NEW.sequence <> coalesce((SELECT max(a.sequence) FROM audit a), 0) + 1
        OR NEW.previous <> coalesce(
            (SELECT a.hash FROM audit a WHERE a.sequence = NEW.sequence - 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'guard:audit_follows'); END;
CREATE TRIGGER "guard_transition_is_ours" BEFORE INSERT ON "transition"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:transition_is_ours'); END;
CREATE TRIGGER "guard_transition_stays" BEFORE DELETE ON "transition"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:transition_stays'); END;
CREATE TRIGGER "guard_member_signs_with_own_key" BEFORE UPDATE ON "member"
WHEN NEW."key" IS NOT NULL AND NEW."key" IS DISTINCT FROM OLD."key"
        AND NOT EXISTS (SELECT 1 FROM member_key k WHERE k.id = NEW."key" AND k.member = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:member_signs_with_own_key'); END;
CREATE TRIGGER "guard_member_key_is_confirmed" BEFORE UPDATE ON "member"
WHEN NEW.state = 'confirmed' AND (OLD.state <> 'confirmed' OR NEW."key" IS DISTINCT FROM OLD."key")
        AND NOT EXISTS (SELECT 1 FROM member_key k
            WHERE k.id = NEW."key" AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:member_key_is_confirmed'); END;
CREATE TRIGGER "guard_member_comes_invited" BEFORE INSERT ON "member"
WHEN NEW.state <> 'invited' OR NEW."key" IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guard:member_comes_invited'); END;
CREATE TRIGGER "guard_key_comes_unconfirmed" BEFORE INSERT ON "member_key"
WHEN NEW.confirmed_by IS NOT NULL OR NEW.confirmed_at IS NOT NULL OR NEW.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guard:key_comes_unconfirmed'); END;
CREATE TRIGGER "guard_key_is_confirmed_once" BEFORE UPDATE ON "member_key"
WHEN OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at
            OR NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by)
BEGIN SELECT RAISE(ABORT, 'guard:key_is_confirmed_once'); END;
CREATE TRIGGER "guard_key_is_revoked_for_good" BEFORE UPDATE ON "member_key"
WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at
BEGIN SELECT RAISE(ABORT, 'guard:key_is_revoked_for_good'); END;
CREATE TRIGGER "guard_key_is_confirmed_by_an_admin" BEFORE UPDATE ON "member_key"
WHEN NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NOT EXISTS (SELECT 1 FROM member a
            WHERE a.id = NEW.confirmed_by AND (',' || a.roles || ',') LIKE '%,admin,%'
            AND (a.state = 'confirmed' OR a.id = NEW.member))
BEGIN SELECT RAISE(ABORT, 'guard:key_is_confirmed_by_an_admin'); END;
CREATE TRIGGER "guard_key_is_confirmed_by_another" BEFORE UPDATE ON "member_key"
WHEN NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NEW.confirmed_by = NEW.member
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.member AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:key_is_confirmed_by_another'); END;
CREATE TRIGGER "guard_admin_is_invited_by_one_and_confirmed_by_another" BEFORE UPDATE ON "member_key"
WHEN NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL
        AND EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.member AND (',' || m.roles || ',') LIKE '%,admin,%')
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.member AND a.id <> NEW.confirmed_by
            AND a.state = 'confirmed' AND (',' || a.roles || ',') LIKE '%,admin,%')
        AND EXISTS (SELECT 1 FROM audit l WHERE l.subject_kind = 'member' AND l.subject_id = NEW.member
            AND l.action = 'member.add' AND l.actor = 'member:' || NEW.confirmed_by)
BEGIN SELECT RAISE(ABORT, 'guard:admin_is_invited_by_one_and_confirmed_by_another'); END;
CREATE TRIGGER "guard_freeze_is_lifted_once" BEFORE UPDATE ON "freeze"
WHEN OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS DISTINCT FROM OLD.lifted_at
BEGIN SELECT RAISE(ABORT, 'guard:freeze_is_lifted_once'); END;
CREATE TRIGGER "guard_revision_follows" BEFORE INSERT ON "revision"
WHEN NEW.number <> coalesce((SELECT max(r.number) FROM revision r WHERE r.document = NEW.document), 0) + 1
        OR NEW.parent IS DISTINCT FROM
            (SELECT r.id FROM revision r WHERE r.document = NEW.document AND r.number = NEW.number - 1)
BEGIN SELECT RAISE(ABORT, 'guard:revision_follows'); END;
CREATE TRIGGER "guard_revision_voids_review_first" BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.document = NEW.document AND e.state = 'in_review')
BEGIN SELECT RAISE(ABORT, 'guard:revision_voids_review_first'); END;
CREATE TRIGGER "guard_edition_comes_in_review" BEFORE INSERT ON "edition"
WHEN NEW.state <> 'in_review'
BEGIN SELECT RAISE(ABORT, 'guard:edition_comes_in_review'); END;
CREATE TRIGGER "guard_edition_is_of_the_newest_revision" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM revision r JOIN revision n ON n.document = r.document AND n.number > r.number
            WHERE r.id = NEW.revision)
BEGIN SELECT RAISE(ABORT, 'guard:edition_is_of_the_newest_revision'); END;
CREATE TRIGGER "guard_edition_moves_as_allowed" BEFORE UPDATE ON "edition"
WHEN NEW.state <> OLD.state AND NOT (
            (OLD.state = 'in_review' AND NEW.state IN ('approved', 'returned', 'void'))
            OR (OLD.state = 'approved' AND NEW.state = 'void'))
BEGIN SELECT RAISE(ABORT, 'guard:edition_moves_as_allowed'); END;
CREATE TRIGGER "guard_edition_is_signed_by_every_stage" BEFORE UPDATE ON "edition"
WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND (
            NOT EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.id)
            OR EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.id AND r.decision = 'return')
            OR EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.id
                AND (SELECT count(DISTINCT a."by") FROM approval a
    WHERE a.edition = s.edition AND a.stage = s.ordinal AND a.decision = 'approve' AND a.digest = NEW.digest) < s.needs))
BEGIN SELECT RAISE(ABORT, 'guard:edition_is_signed_by_every_stage'); END;
CREATE TRIGGER "guard_edition_is_returned_by_a_reviewer" BEFORE UPDATE ON "edition"
WHEN NEW.state = 'returned' AND OLD.state <> 'returned'
        AND NOT EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.id AND r.decision = 'return')
BEGIN SELECT RAISE(ABORT, 'guard:edition_is_returned_by_a_reviewer'); END;
CREATE TRIGGER "guard_stages_stand_before_deciding" BEFORE INSERT ON "edition_stage"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:stages_stand_before_deciding'); END;
CREATE TRIGGER "guard_accounts_stand_before_deciding" BEFORE INSERT ON "edition_account"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:accounts_stand_before_deciding'); END;
CREATE TRIGGER "guard_approval_needs_an_edition_in_review" BEFORE INSERT ON "approval"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
BEGIN SELECT RAISE(ABORT, 'guard:approval_needs_an_edition_in_review'); END;
CREATE TRIGGER "guard_approval_is_of_these_bytes" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.digest <> NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_of_these_bytes'); END;
CREATE TRIGGER "guard_approval_is_of_the_next_stage" BEFORE INSERT ON "approval"
WHEN NEW.stage IS DISTINCT FROM (SELECT min(s.ordinal) FROM edition_stage s JOIN edition e ON e.id = s.edition
            WHERE s.edition = NEW.edition AND (SELECT count(DISTINCT a."by") FROM approval a
    WHERE a.edition = s.edition AND a.stage = s.ordinal AND a.decision = 'approve' AND a.digest = e.digest) < s.needs)
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_of_the_next_stage'); END;
CREATE TRIGGER "guard_approval_ends_with_a_return" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.edition AND r.decision = 'return')
BEGIN SELECT RAISE(ABORT, 'guard:approval_ends_with_a_return'); END;
CREATE TRIGGER "guard_approval_is_not_the_submitters" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.submitted_by = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_not_the_submitters'); END;
CREATE TRIGGER "guard_approval_is_not_an_authors" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM edition e JOIN revision r ON r.document = e.document
            WHERE e.id = NEW.edition AND r.author = NEW."by" AND r.number > (SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn'))))
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_not_an_authors'); END;
CREATE TRIGGER "guard_approval_is_a_reviewers" BEFORE INSERT ON "approval"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,' || coalesce((SELECT t.role FROM stage_terms t
                WHERE t.edition = NEW.edition AND t.ordinal = NEW.stage), 'reviewer') || ',%')
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_a_reviewers'); END;
CREATE TRIGGER "guard_approval_is_under_the_signers_key" BEFORE INSERT ON "approval"
WHEN NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_under_the_signers_key'); END;
CREATE TRIGGER "guard_delivery_comes_waiting" BEFORE INSERT ON "delivery"
WHEN NEW.state NOT IN ('queued', 'held') OR NEW.fence <> 0 OR NEW.tries <> 0 OR NEW.remote_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guard:delivery_comes_waiting'); END;
CREATE TRIGGER "guard_delivery_is_of_an_approved_edition" BEFORE INSERT ON "delivery"
WHEN NOT EXISTS (SELECT 1 FROM edition e
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_of_an_approved_edition'); END;
CREATE TRIGGER "guard_delivery_is_queued_in_the_signed_window" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition
            AND (NEW.planned_at < e.not_before OR NEW.planned_at > e.not_after))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_queued_in_the_signed_window'); END;
CREATE TRIGGER "guard_delivery_stays_in_the_signed_window" BEFORE UPDATE ON "delivery"
WHEN NEW.planned_at <> OLD.planned_at AND EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition
            AND (NEW.planned_at < e.not_before OR NEW.planned_at > e.not_after))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_stays_in_the_signed_window'); END;
CREATE TRIGGER "guard_delivery_comes_on_record" BEFORE INSERT ON "delivery"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'delivery' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_comes_on_record'); END;
CREATE TRIGGER "guard_delivery_moves_on_record" BEFORE UPDATE ON "delivery"
WHEN (NEW.state <> OLD.state OR NEW.fence <> OLD.fence OR NEW.planned_at <> OLD.planned_at
            OR NEW.planned_zone <> OLD.planned_zone OR NEW.planned_wall <> OLD.planned_wall
            OR NEW.grace_seconds <> OLD.grace_seconds OR NEW.tries <> OLD.tries
            OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.remote_id IS DISTINCT FROM OLD.remote_id
            OR NEW.url IS DISTINCT FROM OLD.url OR NEW.received_at IS DISTINCT FROM OLD.received_at)
        AND (NEW.audit_sequence <= OLD.audit_sequence
            OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
                AND a.subject_kind = 'delivery' AND a.subject_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_moves_on_record'); END;
CREATE TRIGGER "guard_delivery_moves_as_allowed" BEFORE UPDATE ON "delivery"
WHEN (NEW.state <> OLD.state OR NEW.fence <> OLD.fence) AND NOT EXISTS
            (SELECT 1 FROM transition t WHERE t.from_state = OLD.state AND t.to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_moves_as_allowed'); END;
CREATE TRIGGER "guard_delivery_ends_for_good" BEFORE UPDATE ON "delivery"
WHEN OLD.state IN ('expired', 'cancelled', 'void', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'guard:delivery_ends_for_good'); END;
CREATE TRIGGER "guard_delivery_keeps_its_receipt" BEFORE UPDATE ON "delivery"
WHEN OLD.remote_id IS NOT NULL AND (NEW.remote_id IS DISTINCT FROM OLD.remote_id
            OR NEW.url IS DISTINCT FROM OLD.url OR NEW.received_at IS DISTINCT FROM OLD.received_at)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_keeps_its_receipt'); END;
CREATE TRIGGER "guard_delivery_fence_grows_by_claims" BEFORE UPDATE ON "delivery"
WHEN (NEW.fence <> OLD.fence AND NOT (NEW.fence = OLD.fence + 1 AND NEW.state = 'working'))
        OR (NEW.state = 'working' AND OLD.state <> 'working' AND NEW.fence <> OLD.fence + 1)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_fence_grows_by_claims'); END;
CREATE TRIGGER "guard_delivery_waits_its_turn" BEFORE UPDATE ON "delivery"
WHEN NEW.state = 'working' AND OLD.state <> 'working' AND (EXISTS (SELECT 1 FROM delivery o
            WHERE o.account = NEW.account AND o.position < NEW.position
            AND o.state IN ('working', 'unknown', 'ask') AND (o.state = 'working' OR NOT EXISTS
                (SELECT 1 FROM passing p WHERE p.delivery = NEW.id AND p.past = o.id)))
        OR (EXISTS (SELECT 1 FROM edition u CROSS JOIN delivery o
            WHERE u.kind = 'emergency' AND o.edition = u.id AND o.account = NEW.account
            AND o.state IN ('working', 'unknown', 'ask') AND o.id <> NEW.id)
        AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency')))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_waits_its_turn'); END;
CREATE TRIGGER "guard_delivery_is_claimed_while_approved" BEFORE UPDATE ON "delivery"
WHEN NEW.state = 'working' AND OLD.state <> 'working' AND NOT EXISTS (SELECT 1 FROM edition e
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_claimed_while_approved'); END;
CREATE TRIGGER "guard_delivery_settles_its_attempt_first" BEFORE UPDATE ON "delivery"
WHEN NEW.state <> OLD.state AND (
            (OLD.state = 'working' AND EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.state = 'open'))
            OR (NEW.state IN ('queued', 'sent') AND EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.state = 'unknown')))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_settles_its_attempt_first'); END;
CREATE TRIGGER "guard_delivery_is_sent_by_done_attempts" BEFORE UPDATE ON "delivery"
WHEN NEW.state = 'sent' AND OLD.state <> 'sent' AND (
            NOT EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.id)
            OR EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.id AND s.done_at IS NULL)
            OR EXISTS (SELECT 1 FROM delivery_step s
                WHERE s.delivery = NEW.id AND s.step_class IN ('flip', 'keyed', 'public') AND NOT EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.step = s.ordinal AND a.state = 'done')
                AND NOT EXISTS (SELECT 1 FROM adoption o
    WHERE o.delivery = NEW.id AND o.step = s.ordinal AND o.remote_id = s.remote_id)))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_sent_by_done_attempts'); END;
CREATE TRIGGER "guard_delivery_is_verified_by_reading" BEFORE UPDATE ON "delivery"
WHEN NEW.state = 'verified' AND OLD.state <> 'verified' AND NOT EXISTS (SELECT 1 FROM read_back r
            WHERE r.delivery = NEW.id AND r.verdict IN ('identical', 'platform-normalised'))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_verified_by_reading'); END;
CREATE TRIGGER "guard_steps_are_planned_at_queueing" BEFORE INSERT ON "delivery_step"
WHEN NEW.done_at IS NOT NULL OR NOT EXISTS
            (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.fence = 0)
BEGIN SELECT RAISE(ABORT, 'guard:steps_are_planned_at_queueing'); END;
CREATE TRIGGER "guard_step_stays_done" BEFORE UPDATE ON "delivery_step"
WHEN OLD.done_at IS NOT NULL AND (NEW.done_at IS DISTINCT FROM OLD.done_at
            OR NEW.remote_id IS DISTINCT FROM OLD.remote_id OR NEW.url IS DISTINCT FROM OLD.url)
BEGIN SELECT RAISE(ABORT, 'guard:step_stays_done'); END;
CREATE TRIGGER "guard_step_is_done_by_an_attempt" BEFORE UPDATE ON "delivery_step"
WHEN NEW.done_at IS NOT NULL AND OLD.done_at IS NULL AND NEW.step_class IN ('flip', 'keyed', 'public')
        AND NOT EXISTS (SELECT 1 FROM attempt a
            WHERE a.delivery = NEW.delivery AND a.step = NEW.ordinal AND a.state = 'done')
        AND NOT EXISTS (SELECT 1 FROM adoption o
    WHERE o.delivery = NEW.delivery AND o.step = NEW.ordinal AND o.remote_id = NEW.remote_id)
BEGIN SELECT RAISE(ABORT, 'guard:step_is_done_by_an_attempt'); END;
CREATE TRIGGER "guard_attempt_comes_open" BEFORE INSERT ON "attempt"
WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'guard:attempt_comes_open'); END;
CREATE TRIGGER "guard_attempt_needs_a_claim" BEFORE INSERT ON "attempt"
WHEN NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state = 'working')
BEGIN SELECT RAISE(ABORT, 'guard:attempt_needs_a_claim'); END;
CREATE TRIGGER "guard_attempt_has_the_fence" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.fence <> NEW.fence)
BEGIN SELECT RAISE(ABORT, 'guard:attempt_has_the_fence'); END;
CREATE TRIGGER "guard_attempt_is_to_this_account" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d
            WHERE d.id = NEW.delivery AND (d.account <> NEW.account OR d."key" <> NEW."key"))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_to_this_account'); END;
CREATE TRIGGER "guard_attempt_is_of_an_approved_edition" BEFORE INSERT ON "attempt"
WHEN NOT EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition
            WHERE d.id = NEW.delivery AND e.state = 'approved' AND e.digest = d.digest)
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_of_an_approved_edition'); END;
CREATE TRIGGER "guard_attempt_waits_its_turn" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND (EXISTS (SELECT 1 FROM delivery o
            WHERE o.account = d.account AND o.position < d.position
            AND o.state IN ('working', 'unknown', 'ask') AND (o.state = 'working' OR NOT EXISTS
                (SELECT 1 FROM passing p WHERE p.delivery = d.id AND p.past = o.id)))
        OR (EXISTS (SELECT 1 FROM edition u CROSS JOIN delivery o
            WHERE u.kind = 'emergency' AND o.edition = u.id AND o.account = d.account
            AND o.state IN ('working', 'unknown', 'ask') AND o.id <> d.id)
        AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = d.edition AND e.kind = 'emergency'))))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_waits_its_turn'); END;
CREATE TRIGGER "guard_attempt_follows_a_settled_one" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM attempt a WHERE a.delivery = NEW.delivery AND a.state = 'unknown')
BEGIN SELECT RAISE(ABORT, 'guard:attempt_follows_a_settled_one'); END;
CREATE TRIGGER "guard_attempt_is_of_an_undone_step" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery_step s
            WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step AND s.done_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_of_an_undone_step'); END;
CREATE TRIGGER "guard_attempt_goes_step_by_step" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.delivery AND s.ordinal < NEW.step
            AND s.done_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:attempt_goes_step_by_step'); END;
CREATE TRIGGER "guard_attempt_stops_at_a_freeze" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM "freeze" f WHERE f.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:attempt_stops_at_a_freeze'); END;
CREATE TRIGGER "guard_attempt_begins_in_the_signed_window" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery
            AND (NEW.begun_at < e.not_before OR NEW.begun_at > e.not_after))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_begins_in_the_signed_window'); END;
CREATE TRIGGER "guard_attempt_closes_once" BEFORE UPDATE ON "attempt"
WHEN OLD.state IN ('done', 'refused', 'absent')
        OR (OLD.state = 'open' AND NEW.state NOT IN ('open', 'done', 'refused', 'unknown'))
        OR (OLD.state = 'unknown' AND NEW.state NOT IN ('done', 'refused', 'absent'))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_closes_once'); END;
CREATE TRIGGER "guard_passing_is_an_emergencys" BEFORE INSERT ON "passing"
WHEN NOT EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition
            WHERE d.id = NEW.delivery AND e.kind = 'emergency' AND e.state = 'approved' AND d.state = 'queued')
BEGIN SELECT RAISE(ABORT, 'guard:passing_is_an_emergencys'); END;
CREATE TRIGGER "guard_passing_is_past_an_unknown_one" BEFORE INSERT ON "passing"
WHEN NOT EXISTS (SELECT 1 FROM delivery d JOIN delivery o ON o.account = d.account AND o.id <> d.id
            WHERE d.id = NEW.delivery AND o.id = NEW.past AND o.state IN ('unknown', 'ask'))
BEGIN SELECT RAISE(ABORT, 'guard:passing_is_past_an_unknown_one'); END;
CREATE TRIGGER "guard_passing_is_by_a_publisher" BEFORE INSERT ON "passing"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:passing_is_by_a_publisher'); END;
CREATE TRIGGER "guard_passing_comes_on_record" BEFORE INSERT ON "passing"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:passing_comes_on_record'); END;
CREATE TRIGGER "guard_acknowledgement_is_of_an_alarm" BEFORE INSERT ON "acknowledgement"
WHEN NOT EXISTS (SELECT 1 FROM read_back r WHERE r.delivery = NEW.delivery AND r.ordinal = NEW.ordinal
            AND r.verdict IN ('different', 'not-visible'))
BEGIN SELECT RAISE(ABORT, 'guard:acknowledgement_is_of_an_alarm'); END;
CREATE TRIGGER "guard_acknowledgement_is_by_a_publisher" BEFORE INSERT ON "acknowledgement"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:acknowledgement_is_by_a_publisher'); END;
CREATE TRIGGER "guard_acknowledgement_comes_on_record" BEFORE INSERT ON "acknowledgement"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:acknowledgement_comes_on_record'); END;
CREATE TRIGGER "guard_template_is_worded_by_an_admin" BEFORE INSERT ON "emergency_template"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:template_is_worded_by_an_admin'); END;
CREATE TRIGGER "guard_template_follows" BEFORE INSERT ON "emergency_template"
WHEN NEW.version <> coalesce((SELECT max(t.version) FROM emergency_template t WHERE t.name = NEW.name), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:template_follows'); END;
CREATE TRIGGER "guard_template_comes_on_record" BEFORE INSERT ON "emergency_template"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'template' AND a.subject_id = NEW.name)
BEGIN SELECT RAISE(ABORT, 'guard:template_comes_on_record'); END;
CREATE TRIGGER "guard_filling_is_an_editors" BEFORE INSERT ON "emergency_filling"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,editor,%')
BEGIN SELECT RAISE(ABORT, 'guard:filling_is_an_editors'); END;
CREATE TRIGGER "guard_filling_follows" BEFORE INSERT ON "emergency_filling"
WHEN NEW.ordinal <> 1 + coalesce(
            (SELECT max(f.ordinal) FROM emergency_filling f WHERE f.document = NEW.document), 0)
BEGIN SELECT RAISE(ABORT, 'guard:filling_follows'); END;
CREATE TRIGGER "guard_filling_comes_on_record" BEFORE INSERT ON "emergency_filling"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'document' AND a.subject_id = NEW.document)
BEGIN SELECT RAISE(ABORT, 'guard:filling_comes_on_record'); END;
CREATE TRIGGER "guard_opening_is_by_an_admin" BEFORE INSERT ON "lane_opening"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:opening_is_by_an_admin'); END;
CREATE TRIGGER "guard_opening_comes_on_record" BEFORE INSERT ON "lane_opening"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'lane' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:opening_comes_on_record'); END;
CREATE TRIGGER "guard_emergency_waits_for_its_reviewer" BEFORE INSERT ON "emergency"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency'
            AND e.state = 'in_review' AND e.document = NEW.document AND e.submitted_by = NEW."by"
            AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.edition = e.id))
BEGIN SELECT RAISE(ABORT, 'guard:emergency_waits_for_its_reviewer'); END;
CREATE TRIGGER "guard_emergency_comes_on_record" BEFORE INSERT ON "emergency"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:emergency_comes_on_record'); END;
CREATE TRIGGER "guard_emergency_lane_is_open" BEFORE INSERT ON "emergency"
WHEN NEW.opening IS NULL AND EXISTS (SELECT 1 FROM emergency o JOIN edition e ON e.id = o.edition WHERE e.state = 'approved'
    AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.edition = e.id)
    AND (SELECT max(a.at) FROM approval a WHERE a.edition = e.id) + 86400000000 < NEW.at)
BEGIN SELECT RAISE(ABORT, 'guard:emergency_lane_is_open'); END;
CREATE TRIGGER "guard_approval_of_an_emergency_has_its_lane" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency')
        AND NOT EXISTS (SELECT 1 FROM emergency o WHERE o.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:approval_of_an_emergency_has_its_lane'); END;
CREATE TRIGGER "guard_settlement_is_of_what_went_out" BEFORE INSERT ON "settlement"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency'
            AND e.state = 'approved' AND e.digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_of_what_went_out'); END;
CREATE TRIGGER "guard_settlement_is_a_reviewers" BEFORE INSERT ON "settlement"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,reviewer,%')
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_a_reviewers'); END;
CREATE TRIGGER "guard_settlement_is_under_the_signers_key" BEFORE INSERT ON "settlement"
WHEN NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
    WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
    AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_under_the_signers_key'); END;
CREATE TRIGGER "guard_settlement_is_a_second_persons" BEFORE INSERT ON "settlement"
WHEN EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")
        OR EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND (e.submitted_by = NEW."by"
            OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                AND r.author = NEW."by" AND r.number <= h.number AND r.number > (SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND pe.number < e.number AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn'))))))
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_a_second_persons'); END;
CREATE TRIGGER "guard_settlement_comes_on_record" BEFORE INSERT ON "settlement"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:settlement_comes_on_record'); END;
CREATE TRIGGER "guard_embargo_follows" BEFORE INSERT ON "embargo"
WHEN NEW.ordinal <> coalesce((SELECT max(i.ordinal) FROM embargo i WHERE i.document = NEW.document), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:embargo_follows'); END;
CREATE TRIGGER "guard_embargo_is_an_editors" BEFORE INSERT ON "embargo"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,editor,%')
BEGIN SELECT RAISE(ABORT, 'guard:embargo_is_an_editors'); END;
CREATE TRIGGER "guard_embargo_is_set_by_somebody_on_its_list" BEFORE INSERT ON "embargo"
WHEN (NEW.members <> '*' AND NEW.members NOT LIKE '%,' || NEW."by" || ',%')
        OR EXISTS (SELECT 1 FROM embargo o WHERE o.document = NEW.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = NEW.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal))) AND o.members <> '*' AND o.members NOT LIKE '%,' || NEW."by" || ',%')
BEGIN SELECT RAISE(ABORT, 'guard:embargo_is_set_by_somebody_on_its_list'); END;
CREATE TRIGGER "guard_embargo_loosens_by_consent" BEFORE INSERT ON "embargo"
WHEN NEW.wish = 0 AND EXISTS (SELECT 1 FROM embargo o WHERE o.document = NEW.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = NEW.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal)))
            AND ((o."until" IS NOT NULL AND (NEW."until" IS NULL OR NEW."until" < o."until"))
            OR (o.members <> '*' AND (NEW.members = '*' OR EXISTS (SELECT 1 FROM member m
                WHERE NEW.members LIKE '%,' || m.id || ',%' AND o.members NOT LIKE '%,' || m.id || ',%')))))
BEGIN SELECT RAISE(ABORT, 'guard:embargo_loosens_by_consent'); END;
CREATE TRIGGER "guard_embargo_leaves_somebody_to_consent" BEFORE INSERT ON "embargo"
WHEN NEW.wish = 0 AND NEW.members <> '*' AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id <> NEW."by"
            AND m.state = 'confirmed' AND (',' || m.roles || ',') LIKE '%,reviewer,%'
            AND NEW.members LIKE '%,' || m.id || ',%' AND NOT EXISTS
                (SELECT 1 FROM revision r WHERE r.document = NEW.document AND r.author = m.id))
BEGIN SELECT RAISE(ABORT, 'guard:embargo_leaves_somebody_to_consent'); END;
CREATE TRIGGER "guard_embargo_comes_on_record" BEFORE INSERT ON "embargo"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'document' AND a.subject_id = NEW.document)
BEGIN SELECT RAISE(ABORT, 'guard:embargo_comes_on_record'); END;
CREATE TRIGGER "guard_consent_is_to_the_newest_wish" BEFORE INSERT ON "embargo_consent"
WHEN NOT EXISTS (SELECT 1 FROM embargo w WHERE w.document = NEW.document AND w.ordinal = NEW.ordinal
            AND w.wish = 1 AND NOT EXISTS (SELECT 1 FROM embargo l
                WHERE l.document = w.document AND l.ordinal > w.ordinal))
BEGIN SELECT RAISE(ABORT, 'guard:consent_is_to_the_newest_wish'); END;
CREATE TRIGGER "guard_consent_is_a_reviewers" BEFORE INSERT ON "embargo_consent"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,reviewer,%')
BEGIN SELECT RAISE(ABORT, 'guard:consent_is_a_reviewers'); END;
CREATE TRIGGER "guard_consent_is_a_second_persons" BEFORE INSERT ON "embargo_consent"
WHEN EXISTS (SELECT 1 FROM embargo w WHERE w.document = NEW.document AND w.ordinal = NEW.ordinal
            AND w."by" = NEW."by")
        OR EXISTS (SELECT 1 FROM revision r WHERE r.document = NEW.document AND r.author = NEW."by")
        OR EXISTS (SELECT 1 FROM embargo o WHERE o.document = NEW.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = NEW.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal))) AND o.members <> '*' AND o.members NOT LIKE '%,' || NEW."by" || ',%')
BEGIN SELECT RAISE(ABORT, 'guard:consent_is_a_second_persons'); END;
CREATE TRIGGER "guard_consent_is_under_the_signers_key" BEFORE INSERT ON "embargo_consent"
WHEN NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:consent_is_under_the_signers_key'); END;
CREATE TRIGGER "guard_consent_comes_on_record" BEFORE INSERT ON "embargo_consent"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'document' AND a.subject_id = NEW.document)
BEGIN SELECT RAISE(ABORT, 'guard:consent_comes_on_record'); END;
CREATE TRIGGER "guard_edition_keeps_the_embargo" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM embargo o WHERE o.document = NEW.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = NEW.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal)))
            AND o."until" > NEW.submitted_at AND (NEW.not_before IS NULL OR NEW.not_before < o."until"))
        AND NOT EXISTS (SELECT 1 FROM edition pe JOIN delivery pd ON pd.edition = pe.id
    WHERE pe.document = NEW.document AND pd.state IN ('sent', 'verified', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'guard:edition_keeps_the_embargo'); END;
CREATE TRIGGER "guard_revision_is_by_somebody_on_the_list" BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM embargo o WHERE o.document = NEW.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = NEW.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal))) AND o.members <> '*' AND o.members NOT LIKE '%,' || NEW.author || ',%') AND NOT EXISTS (SELECT 1 FROM edition pe JOIN delivery pd ON pd.edition = pe.id
    WHERE pe.document = NEW.document AND pd.state IN ('sent', 'verified', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'guard:revision_is_by_somebody_on_the_list'); END;
CREATE TRIGGER "guard_approval_is_by_somebody_on_the_list" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND EXISTS (SELECT 1 FROM embargo o WHERE o.document = e.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = e.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal))) AND o.members <> '*' AND o.members NOT LIKE '%,' || NEW."by" || ',%') AND NOT EXISTS (SELECT 1 FROM edition pe JOIN delivery pd ON pd.edition = pe.id
    WHERE pe.document = e.document AND pd.state IN ('sent', 'verified', 'withdrawn')))
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_by_somebody_on_the_list'); END;
CREATE TRIGGER "guard_attempt_waits_for_the_embargo" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery AND EXISTS (SELECT 1 FROM embargo o WHERE o.document = e.document AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = e.document AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal))) AND o."until" > NEW.begun_at) AND NOT EXISTS (SELECT 1 FROM edition pe JOIN delivery pd ON pd.edition = pe.id
    WHERE pe.document = e.document AND pd.state IN ('sent', 'verified', 'withdrawn')))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_waits_for_the_embargo'); END;
CREATE TRIGGER "guard_comment_is_by_a_member" BEFORE INSERT ON "comment_thread"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND m.roles <> 'worker' AND m.roles <> '')
BEGIN SELECT RAISE(ABORT, 'guard:comment_is_by_a_member'); END;
CREATE TRIGGER "guard_comment_comes_on_record" BEFORE INSERT ON "comment_thread"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'comment' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:comment_comes_on_record'); END;
CREATE TRIGGER "guard_comment_is_on_a_revision_of_its_document" BEFORE INSERT ON "comment_thread"
WHEN NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision AND r.document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'guard:comment_is_on_a_revision_of_its_document'); END;
CREATE TRIGGER "guard_remark_is_by_a_member" BEFORE INSERT ON "comment_remark"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND m.roles <> 'worker' AND m.roles <> '')
BEGIN SELECT RAISE(ABORT, 'guard:remark_is_by_a_member'); END;
CREATE TRIGGER "guard_remark_comes_on_record" BEFORE INSERT ON "comment_remark"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'comment' AND a.subject_id = NEW.thread)
BEGIN SELECT RAISE(ABORT, 'guard:remark_comes_on_record'); END;
CREATE TRIGGER "guard_remark_follows" BEFORE INSERT ON "comment_remark"
WHEN NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM comment_remark o WHERE o.thread = NEW.thread), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:remark_follows'); END;
CREATE TRIGGER "guard_closing_is_by_a_member" BEFORE INSERT ON "comment_closing"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND m.roles <> 'worker' AND m.roles <> '')
BEGIN SELECT RAISE(ABORT, 'guard:closing_is_by_a_member'); END;
CREATE TRIGGER "guard_closing_comes_on_record" BEFORE INSERT ON "comment_closing"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'comment' AND a.subject_id = NEW.thread)
BEGIN SELECT RAISE(ABORT, 'guard:closing_comes_on_record'); END;
CREATE TRIGGER "guard_closing_follows" BEFORE INSERT ON "comment_closing"
WHEN NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM comment_closing o WHERE o.thread = NEW.thread), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:closing_follows'); END;
CREATE TRIGGER "guard_thread_is_closed_while_open" BEFORE INSERT ON "comment_closing"
WHEN (NEW.ending = 'reopened') = (coalesce((SELECT c.ending FROM comment_closing c WHERE c.thread = NEW.thread
    AND c.ordinal = (SELECT max(o.ordinal) FROM comment_closing o WHERE o.thread = NEW.thread)), 'reopened') = 'reopened')
BEGIN SELECT RAISE(ABORT, 'guard:thread_is_closed_while_open'); END;
CREATE TRIGGER "guard_suggestion_is_applied_or_rejected" BEFORE INSERT ON "comment_closing"
WHEN NEW.ending IN ('applied', 'rejected') AND NOT EXISTS
            (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread AND t.replacement IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'guard:suggestion_is_applied_or_rejected'); END;
CREATE TRIGGER "guard_suggestion_is_applied_by_its_author" BEFORE INSERT ON "comment_closing"
WHEN NEW.revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM comment_thread t
            JOIN revision r ON r.document = t.document
            WHERE t.id = NEW.thread AND r.id = NEW.revision AND r.author = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:suggestion_is_applied_by_its_author'); END;
CREATE TRIGGER "guard_must_is_resolved_by_who_asked_or_a_reviewer" BEFORE INSERT ON "comment_closing"
WHEN NEW.ending IN ('resolved', 'rejected') AND NOT EXISTS (SELECT 1 FROM comment_thread t
            JOIN member m ON m.id = NEW."by" WHERE t.id = NEW.thread AND (t.is_must = 0 OR t."by" = m.id
                OR (',' || m.roles || ',') LIKE '%,reviewer,%'))
BEGIN SELECT RAISE(ABORT, 'guard:must_is_resolved_by_who_asked_or_a_reviewer'); END;
CREATE TRIGGER "guard_reading_is_by_a_member" BEFORE INSERT ON "reading"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND m.roles <> 'worker' AND m.roles <> '')
BEGIN SELECT RAISE(ABORT, 'guard:reading_is_by_a_member'); END;
CREATE TRIGGER "guard_reading_comes_on_record" BEFORE INSERT ON "reading"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:reading_comes_on_record'); END;
CREATE TRIGGER "guard_reading_follows" BEFORE INSERT ON "reading"
WHEN NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM reading o WHERE o.edition = NEW.edition AND o.account = NEW.account AND o."by" = NEW."by"), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:reading_follows'); END;
CREATE TRIGGER "guard_reading_is_of_an_account_of_the_edition" BEFORE INSERT ON "reading"
WHEN NOT EXISTS (SELECT 1 FROM edition_account e
            WHERE e.edition = NEW.edition AND e.account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'guard:reading_is_of_an_account_of_the_edition'); END;
CREATE TRIGGER "guard_proof_is_read_to_the_end" BEFORE INSERT ON "approval"
WHEN NEW.decision = 'approve' AND EXISTS (SELECT 1 FROM edition_stage s
            WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.kind = 'proof')
        AND EXISTS (SELECT 1 FROM edition_account e WHERE e.edition = NEW.edition AND NOT EXISTS
            (SELECT 1 FROM reading r WHERE r.edition = e.edition AND r.account = e.account
                AND r."by" = NEW."by" AND r.reached = r.total)
            AND NOT EXISTS (SELECT 1 FROM packet_reading p WHERE p.edition = e.edition AND p.account = e.account
                AND p."by" = NEW."by" AND p.content = e.content_digest))
BEGIN SELECT RAISE(ABORT, 'guard:proof_is_read_to_the_end'); END;
CREATE TRIGGER "guard_terms_stand_before_deciding" BEFORE INSERT ON "stage_terms"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
    OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:terms_stand_before_deciding'); END;
CREATE TRIGGER "guard_signers_stand_before_deciding" BEFORE INSERT ON "stage_signer"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
    OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:signers_stand_before_deciding'); END;
CREATE TRIGGER "guard_use_stands_before_deciding" BEFORE INSERT ON "edition_use"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
    OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:use_stands_before_deciding'); END;
CREATE TRIGGER "guard_approval_is_by_a_named_signer" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM stage_signer s WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage)
            AND NOT EXISTS (SELECT 1 FROM stage_signer s
                WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.member = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM signed_for f
                JOIN stage_signer s ON s.edition = f.edition AND s.ordinal = NEW.stage AND s.member = f.principal
                JOIN deputy d ON d.id = f.deputy AND d.ended_at IS NULL
                JOIN audit l ON l.sequence = f.audit_sequence
                WHERE f.edition = NEW.edition AND f."by" = NEW."by"
                AND d.begins_at <= NEW.at AND NEW.at < d.ends_at AND l.at < d.ends_at)
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_by_a_named_signer'); END;
CREATE TRIGGER "guard_approval_is_for_somebody_who_could_sign" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM signed_for f WHERE f.edition = NEW.edition AND f."by" = NEW."by" AND (
                EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.submitted_by = f.principal)
                OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = f.principal)
                OR EXISTS (SELECT 1 FROM edition e JOIN revision r ON r.document = e.document
    WHERE e.id = NEW.edition AND r.author = f.principal AND r.number > (SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn'))))))
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_for_somebody_who_could_sign'); END;
CREATE TRIGGER "guard_approval_is_not_given_by_deputy_as_well" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM signed_for f JOIN approval a ON a.edition = f.edition AND a."by" = f."by"
                WHERE f.edition = NEW.edition AND f.principal = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_not_given_by_deputy_as_well'); END;
CREATE TRIGGER "guard_deputy_is_named_by_them_or_an_admin" BEFORE INSERT ON "deputy"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.named_by AND m.state = 'confirmed'
            AND (m.id = NEW.principal OR (m.id <> NEW.deputy AND (',' || m.roles || ',') LIKE '%,admin,%')))
BEGIN SELECT RAISE(ABORT, 'guard:deputy_is_named_by_them_or_an_admin'); END;
CREATE TRIGGER "guard_deputy_comes_on_record" BEFORE INSERT ON "deputy"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'deputy' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:deputy_comes_on_record'); END;
CREATE TRIGGER "guard_deputy_comes_in_force" BEFORE INSERT ON "deputy"
WHEN NEW.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guard:deputy_comes_in_force'); END;
CREATE TRIGGER "guard_deputy_ends_once" BEFORE UPDATE ON "deputy"
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
BEGIN SELECT RAISE(ABORT, 'guard:deputy_ends_once'); END;
CREATE TRIGGER "guard_signed_for_is_by_the_deputy" BEFORE INSERT ON "signed_for"
WHEN NOT EXISTS (SELECT 1 FROM deputy d WHERE d.id = NEW.deputy AND d.ended_at IS NULL
            AND d.principal = NEW.principal AND d.deputy = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:signed_for_is_by_the_deputy'); END;
CREATE TRIGGER "guard_signed_for_comes_before_the_signature" BEFORE INSERT ON "signed_for"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:signed_for_comes_before_the_signature'); END;
CREATE TRIGGER "guard_signed_for_comes_on_record" BEFORE INSERT ON "signed_for"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:signed_for_comes_on_record'); END;
CREATE TRIGGER "guard_route_comes_on_record" BEFORE INSERT ON "route"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject_kind = 'route' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:route_comes_on_record'); END;
CREATE TRIGGER "guard_route_changes_by_a_version" BEFORE UPDATE ON "route"
WHEN NOT EXISTS (SELECT 1 FROM route_version v WHERE v.route = NEW.id AND v.name = NEW.name
            AND v.stages = NEW.stages AND v.kinds = NEW.kinds
            AND v.number = (SELECT max(o.number) FROM route_version o WHERE o.route = NEW.id))
BEGIN SELECT RAISE(ABORT, 'guard:route_changes_by_a_version'); END;
CREATE TRIGGER "guard_version_follows" BEFORE INSERT ON "route_version"
WHEN NEW.number <> coalesce((SELECT max(o.number) FROM route_version o WHERE o.route = NEW.route), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:version_follows'); END;
CREATE TRIGGER "guard_version_is_by_an_admin" BEFORE INSERT ON "route_version"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:version_is_by_an_admin'); END;
CREATE TRIGGER "guard_version_comes_on_record" BEFORE INSERT ON "route_version"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'route' AND a.subject_id = NEW.route)
BEGIN SELECT RAISE(ABORT, 'guard:version_comes_on_record'); END;
CREATE TRIGGER "guard_roles_change_by_agreement" BEFORE UPDATE ON "member"
WHEN NEW.roles IS DISTINCT FROM OLD.roles AND NOT EXISTS (SELECT 1 FROM role_change r
            WHERE r.member = NEW.id AND r.decision = 'agreed' AND r.was = OLD.roles AND r.becomes = NEW.roles
            AND r.number = (SELECT max(o.number) FROM role_change o WHERE o.member = NEW.id))
BEGIN SELECT RAISE(ABORT, 'guard:roles_change_by_agreement'); END;
CREATE TRIGGER "guard_role_change_follows" BEFORE INSERT ON "role_change"
WHEN NEW.decision IS NOT NULL
        OR NEW.number <> coalesce((SELECT max(o.number) FROM role_change o WHERE o.member = NEW.member), 0) + 1
        OR NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.member AND m.roles = NEW.was)
BEGIN SELECT RAISE(ABORT, 'guard:role_change_follows'); END;
CREATE TRIGGER "guard_role_change_is_by_an_admin" BEFORE INSERT ON "role_change"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.proposed_by AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_by_an_admin'); END;
CREATE TRIGGER "guard_role_change_comes_on_record" BEFORE INSERT ON "role_change"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'member' AND a.subject_id = NEW.member)
BEGIN SELECT RAISE(ABORT, 'guard:role_change_comes_on_record'); END;
CREATE TRIGGER "guard_role_change_is_decided_once" BEFORE UPDATE ON "role_change"
WHEN OLD.decision IS NOT NULL AND (NEW.decision IS DISTINCT FROM OLD.decision
            OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at)
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_decided_once'); END;
CREATE TRIGGER "guard_role_change_is_decided_by_an_admin" BEFORE UPDATE ON "role_change"
WHEN NEW.decision IS NOT NULL AND OLD.decision IS NULL AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.decided_by AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_decided_by_an_admin'); END;
CREATE TRIGGER "guard_role_change_is_agreed_by_another" BEFORE UPDATE ON "role_change"
WHEN NEW.decision = 'agreed' AND OLD.decision IS NULL AND NEW.decided_by = NEW.proposed_by
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.proposed_by AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_agreed_by_another'); END;
CREATE TRIGGER "guard_approval_is_of_its_time" BEFORE INSERT ON "approval"
WHEN NEW.at > (SELECT max(a.at) FROM audit a WHERE a.subject_kind = 'edition' AND a.subject_id = NEW.edition) + 600000000
        OR NEW.at < (SELECT min(a.at) FROM audit a WHERE a.subject_kind = 'edition' AND a.subject_id = NEW.edition) - 600000000
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_of_its_time'); END;
CREATE TRIGGER "guard_escalation_is_as_signed" BEFORE INSERT ON "escalation"
WHEN NOT EXISTS (SELECT 1 FROM stage_terms t WHERE t.edition = NEW.edition AND t.ordinal = NEW.ordinal
            AND t.hours > 0 AND t.escalate_to = NEW.told)
BEGIN SELECT RAISE(ABORT, 'guard:escalation_is_as_signed'); END;
CREATE TRIGGER "guard_escalation_comes_on_record" BEFORE INSERT ON "escalation"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:escalation_comes_on_record'); END;
CREATE TRIGGER "guard_origin_is_an_earlier_one" BEFORE INSERT ON "revision_origin"
WHEN NOT EXISTS (SELECT 1 FROM revision r JOIN revision p ON p.document = r.document
            WHERE r.id = NEW.revision AND p.id = NEW.parent AND p.number < r.number - 1)
BEGIN SELECT RAISE(ABORT, 'guard:origin_is_an_earlier_one'); END;
CREATE TRIGGER "guard_origin_comes_with_its_revision" BEFORE INSERT ON "revision_origin"
WHEN EXISTS (SELECT 1 FROM revision r JOIN revision n ON n.document = r.document AND n.number > r.number + 1
            WHERE r.id = NEW.revision)
BEGIN SELECT RAISE(ABORT, 'guard:origin_comes_with_its_revision'); END;
CREATE TRIGGER "guard_origin_comes_on_record" BEFORE INSERT ON "revision_origin"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'document' AND a.subject_id = NEW.document
            AND a.detail LIKE '%' || NEW.revision || '%')
BEGIN SELECT RAISE(ABORT, 'guard:origin_comes_on_record'); END;
CREATE TRIGGER "guard_milestone_is_by_an_editor" BEFORE INSERT ON "milestone"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,editor,%')
BEGIN SELECT RAISE(ABORT, 'guard:milestone_is_by_an_editor'); END;
CREATE TRIGGER "guard_milestone_comes_on_record" BEFORE INSERT ON "milestone"
WHEN NOT EXISTS (SELECT 1 FROM audit a JOIN revision r ON r.id = NEW.revision
            WHERE a.sequence = NEW.audit_sequence AND a.subject_kind = 'document' AND a.subject_id = r.document
            AND a.detail LIKE '%' || NEW.revision || '%')
BEGIN SELECT RAISE(ABORT, 'guard:milestone_comes_on_record'); END;
CREATE TRIGGER "guard_entry_follows" BEFORE INSERT ON "register_entry"
WHEN NEW.number <> 1 + coalesce((SELECT max(e.number) FROM register_entry e WHERE e.account = NEW.account), 0)
        OR NOT ((coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = '' AND NEW.state = 'closing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = '' AND NEW.state = 'open') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = '' AND NEW.state = 'opening') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'changing' AND NEW.state = 'changing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'changing' AND NEW.state = 'closing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'changing' AND NEW.state = 'open') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'closed' AND NEW.state = 'opening') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'closing' AND NEW.state = 'closed') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'closing' AND NEW.state = 'open') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'open' AND NEW.state = 'changing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'open' AND NEW.state = 'closing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'opening' AND NEW.state = 'closing') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'opening' AND NEW.state = 'open') OR (coalesce((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)), '') = 'opening' AND NEW.state = 'opening'))
BEGIN SELECT RAISE(ABORT, 'guard:entry_follows'); END;
CREATE TRIGGER "guard_entry_is_an_admins" BEFORE INSERT ON "register_entry"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:entry_is_an_admins'); END;
CREATE TRIGGER "guard_entry_comes_on_record" BEFORE INSERT ON "register_entry"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'register' AND a.subject_id = NEW.account)
BEGIN SELECT RAISE(ABORT, 'guard:entry_comes_on_record'); END;
CREATE TRIGGER "guard_opening_is_not_prolonged" BEFORE INSERT ON "register_entry"
WHEN NEW.publish_until IS NOT NULL AND (NEW.publish_until > NEW.at + 5184000000000
        OR ((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)) = 'opening' AND NEW.publish_until >
            (SELECT e.publish_until FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)))
        OR ((SELECT e.state FROM register_entry e WHERE e.account = NEW.account AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account)) IS NULL AND NEW.publish_until >
            (SELECT c.publish_until FROM register_call c WHERE c.account = NEW.account)))
BEGIN SELECT RAISE(ABORT, 'guard:opening_is_not_prolonged'); END;
CREATE TRIGGER "guard_body_has_one_account_on_a_platform" BEFORE INSERT ON "register_entry"
WHEN NEW.state <> 'closed' AND NEW.owner_unit <> '' AND NEW.exemption = '' AND EXISTS (SELECT 1
            FROM account n JOIN account o ON o.platform = n.platform AND o.id <> n.id AND n.platform <> 'hand_off'
            JOIN register_entry r ON r.account = o.id WHERE n.id = NEW.account AND r.owner_unit = NEW.owner_unit
            AND r.state <> 'closed' AND NOT EXISTS (SELECT 1 FROM register_entry l
                WHERE l.account = r.account AND l.number > r.number))
BEGIN SELECT RAISE(ABORT, 'guard:body_has_one_account_on_a_platform'); END;
CREATE TRIGGER "guard_call_is_of_an_account_without_entry" BEFORE INSERT ON "register_call"
WHEN EXISTS (SELECT 1 FROM register_entry e WHERE e.account = NEW.account)
        OR NEW.publish_until > NEW.at + 5184000000000
BEGIN SELECT RAISE(ABORT, 'guard:call_is_of_an_account_without_entry'); END;
CREATE TRIGGER "guard_call_comes_on_record" BEFORE INSERT ON "register_call"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'register' AND a.subject_id = NEW.account)
BEGIN SELECT RAISE(ABORT, 'guard:call_comes_on_record'); END;
CREATE TRIGGER "guard_attempt_is_to_a_registered_account" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery
            AND e.kind NOT IN ('correction', 'withdrawal') AND (
                EXISTS (SELECT 1 FROM register_entry r WHERE r.account = NEW.account AND NOT EXISTS
                    (SELECT 1 FROM register_entry l WHERE l.account = r.account AND l.number > r.number)
                    AND (r.state = 'closed' OR (e.kind <> 'emergency' AND NEW.begun_at > r.publish_until)))
                OR (e.kind <> 'emergency' AND EXISTS (SELECT 1 FROM register_call c WHERE c.account = NEW.account
                    AND NEW.begun_at > c.publish_until AND NOT EXISTS
                    (SELECT 1 FROM register_entry r WHERE r.account = c.account)))))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_to_a_registered_account'); END;
CREATE TRIGGER "guard_delivery_is_withdrawn_by_proof" BEFORE UPDATE ON "delivery"
WHEN NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM delivery w JOIN edition e ON e.id = w.edition AND e.kind = 'withdrawal'
        JOIN delivery_step s ON s.delivery = w.id AND s.name = 'withdraw'
        WHERE w.account = NEW.account AND (CASE WHEN length(s.remote_id) > 17 AND substr(s.remote_id, length(s.remote_id) - 16, 1) = '~' THEN substr(s.remote_id, 1, length(s.remote_id) - 17) ELSE s.remote_id END) = (CASE WHEN length(NEW.remote_id) > 17 AND substr(NEW.remote_id, length(NEW.remote_id) - 16, 1) = '~' THEN substr(NEW.remote_id, 1, length(NEW.remote_id) - 17) ELSE NEW.remote_id END) AND (w.state = 'verified' AND EXISTS (SELECT 1 FROM read_back b WHERE b.delivery = w.id
        AND b.verdict IN ('identical', 'platform-normalised') AND b.ordinal =
            (SELECT max(l.ordinal) FROM read_back l WHERE l.delivery = w.id)))) AND NOT EXISTS (SELECT 1 FROM recall_item i JOIN delivery d ON d.id = i.delivery
            JOIN recall_proof p ON p.recall = i.recall AND p.ordinal = i.ordinal AND p.outcome = 'gone'
            WHERE d.account = NEW.account AND (CASE WHEN length(d.remote_id) > 17 AND substr(d.remote_id, length(d.remote_id) - 16, 1) = '~' THEN substr(d.remote_id, 1, length(d.remote_id) - 17) ELSE d.remote_id END) = (CASE WHEN length(NEW.remote_id) > 17 AND substr(NEW.remote_id, length(NEW.remote_id) - 16, 1) = '~' THEN substr(NEW.remote_id, 1, length(NEW.remote_id) - 17) ELSE NEW.remote_id END))
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_withdrawn_by_proof'); END;
CREATE TRIGGER "guard_recall_comes_on_record" BEFORE INSERT ON "recall_case"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'recall' AND a.subject_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'guard:recall_comes_on_record'); END;
CREATE TRIGGER "guard_recall_comes_open" BEFORE INSERT ON "recall_case"
WHEN NEW.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guard:recall_comes_open'); END;
CREATE TRIGGER "guard_recall_closes_once" BEFORE UPDATE ON "recall_case"
WHEN OLD.closed_at IS NOT NULL AND (NEW.closed_at IS DISTINCT FROM OLD.closed_at
            OR NEW.closed_by IS DISTINCT FROM OLD.closed_by OR NEW.note <> OLD.note)
BEGIN SELECT RAISE(ABORT, 'guard:recall_closes_once'); END;
CREATE TRIGGER "guard_recall_is_closed_by_a_publisher" BEFORE UPDATE ON "recall_case"
WHEN NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.closed_by AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:recall_is_closed_by_a_publisher'); END;
CREATE TRIGGER "guard_recall_closes_when_all_is_proven" BEFORE UPDATE ON "recall_case"
WHEN NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND EXISTS (SELECT 1 FROM recall_item i
            LEFT JOIN delivery d ON d.id = i.delivery WHERE i.recall = NEW.id
            AND NOT EXISTS (SELECT 1 FROM recall_proof p WHERE p.recall = i.recall AND p.ordinal = i.ordinal)
            AND NOT ((NEW.kind = 'withdrawal' AND EXISTS (SELECT 1 FROM delivery w JOIN edition e ON e.id = w.edition AND e.kind = 'withdrawal'
        JOIN delivery_step s ON s.delivery = w.id AND s.name = 'withdraw'
        WHERE w.account = i.account AND (CASE WHEN length(s.remote_id) > 17 AND substr(s.remote_id, length(s.remote_id) - 16, 1) = '~' THEN substr(s.remote_id, 1, length(s.remote_id) - 17) ELSE s.remote_id END) = (CASE WHEN length(d.remote_id) > 17 AND substr(d.remote_id, length(d.remote_id) - 16, 1) = '~' THEN substr(d.remote_id, 1, length(d.remote_id) - 17) ELSE d.remote_id END) AND (w.state = 'verified' AND EXISTS (SELECT 1 FROM read_back b WHERE b.delivery = w.id
        AND b.verdict IN ('identical', 'platform-normalised') AND b.ordinal =
            (SELECT max(l.ordinal) FROM read_back l WHERE l.delivery = w.id)))))
                OR (NEW.kind = 'correction' AND EXISTS (SELECT 1 FROM recall_edition r JOIN delivery w ON w.edition = r.edition
        JOIN delivery_step s ON s.delivery = w.id
        WHERE r.recall = i.recall AND w.account = i.account AND (w.state = 'verified' AND EXISTS (SELECT 1 FROM read_back b WHERE b.delivery = w.id
        AND b.verdict IN ('identical', 'platform-normalised') AND b.ordinal =
            (SELECT max(l.ordinal) FROM read_back l WHERE l.delivery = w.id)))
        AND (i.measure = 'follow_up' OR (CASE WHEN length(s.remote_id) > 17 AND substr(s.remote_id, length(s.remote_id) - 16, 1) = '~' THEN substr(s.remote_id, 1, length(s.remote_id) - 17) ELSE s.remote_id END) = (CASE WHEN length(d.remote_id) > 17 AND substr(d.remote_id, length(d.remote_id) - 16, 1) = '~' THEN substr(d.remote_id, 1, length(d.remote_id) - 17) ELSE d.remote_id END))))))
BEGIN SELECT RAISE(ABORT, 'guard:recall_closes_when_all_is_proven'); END;
CREATE TRIGGER "guard_item_is_of_an_open_case" BEFORE INSERT ON "recall_item"
WHEN NOT EXISTS (SELECT 1 FROM recall_case c WHERE c.id = NEW.recall AND c.closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:item_is_of_an_open_case'); END;
CREATE TRIGGER "guard_item_is_of_the_document" BEFORE INSERT ON "recall_item"
WHEN NEW.delivery IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recall_case c
            JOIN edition e ON e.document = c.document JOIN delivery d ON d.edition = e.id
            WHERE c.id = NEW.recall AND d.id = NEW.delivery AND d.account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'guard:item_is_of_the_document'); END;
CREATE TRIGGER "guard_measure_stands_once_submitted" BEFORE UPDATE ON "recall_item"
WHEN NEW.measure <> OLD.measure AND EXISTS (SELECT 1 FROM recall_edition r JOIN edition e ON e.id = r.edition
            WHERE r.recall = NEW.recall AND e.state IN ('in_review', 'approved'))
BEGIN SELECT RAISE(ABORT, 'guard:measure_stands_once_submitted'); END;
CREATE TRIGGER "guard_recall_edition_is_of_the_case" BEFORE INSERT ON "recall_edition"
WHEN NOT EXISTS (SELECT 1 FROM recall_case c JOIN edition e ON e.document = c.document
            WHERE c.id = NEW.recall AND e.id = NEW.edition AND e.kind = c.kind AND c.closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:recall_edition_is_of_the_case'); END;
CREATE TRIGGER "guard_proof_is_of_an_open_case" BEFORE INSERT ON "recall_proof"
WHEN NOT EXISTS (SELECT 1 FROM recall_case c WHERE c.id = NEW.recall AND c.closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:proof_is_of_an_open_case'); END;
CREATE TRIGGER "guard_proof_is_a_publishers" BEFORE INSERT ON "recall_proof"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:proof_is_a_publishers'); END;
CREATE TRIGGER "guard_proof_comes_on_record" BEFORE INSERT ON "recall_proof"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'recall' AND a.subject_id = NEW.recall)
BEGIN SELECT RAISE(ABORT, 'guard:proof_comes_on_record'); END;
CREATE TRIGGER "guard_renewal_is_of_an_approval_with_a_latest_use" BEFORE INSERT ON "renewal"
WHEN NOT EXISTS (SELECT 1 FROM edition e JOIN edition_use u ON u.edition = e.id
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_of_an_approval_with_a_latest_use'); END;
CREATE TRIGGER "guard_renewal_is_of_the_last_stage" BEFORE INSERT ON "renewal"
WHEN NEW.stage <> (SELECT max(s.ordinal) FROM edition_stage s WHERE s.edition = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_of_the_last_stage'); END;
CREATE TRIGGER "guard_renewal_follows" BEFORE INSERT ON "renewal"
WHEN NEW.round <> 1 + coalesce((SELECT max(r.round) FROM renewal r WHERE r.edition = NEW.edition
            AND (SELECT count(*) FROM renewal o
    WHERE o.edition = r.edition AND o.round = r.round) >= (SELECT s.needs FROM edition_stage s WHERE s.edition = r.edition AND s.ordinal = r.stage)), 0)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_follows'); END;
CREATE TRIGGER "guard_renewal_is_by_who_signs_the_last_stage" BEFORE INSERT ON "renewal"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,' || coalesce((SELECT t.role FROM stage_terms t
                WHERE t.edition = NEW.edition AND t.ordinal = NEW.stage), 'reviewer') || ',%')
        OR (EXISTS (SELECT 1 FROM stage_signer s WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage)
            AND NOT EXISTS (SELECT 1 FROM stage_signer s
                WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.member = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM approval a
                WHERE a.edition = NEW.edition AND a.stage = NEW.stage AND a."by" = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM renewed_for f
                JOIN stage_signer s ON s.edition = f.edition AND s.ordinal = NEW.stage AND s.member = f.principal
                JOIN deputy d ON d.id = f.deputy AND d.ended_at IS NULL
                JOIN audit l ON l.sequence = f.audit_sequence
                WHERE f.edition = NEW.edition AND f.round = NEW.round AND f."by" = NEW."by"
                AND d.begins_at <= NEW.at AND NEW.at < d.ends_at AND l.at < d.ends_at))
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_by_who_signs_the_last_stage'); END;
CREATE TRIGGER "guard_renewal_is_for_somebody_who_could_look" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM renewed_for f JOIN edition e ON e.id = f.edition
            WHERE f.edition = NEW.edition AND f.round = NEW.round AND f."by" = NEW."by" AND (
                e.submitted_by = f.principal
                OR EXISTS (SELECT 1 FROM approval a
                    WHERE a.edition = e.id AND a.stage <> NEW.stage AND a."by" = f.principal)
                OR EXISTS (SELECT 1 FROM renewal r
                    WHERE r.edition = e.id AND r.round = NEW.round AND r."by" = f.principal)
                OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                    AND r.author = f.principal AND r.number <= h.number AND r.number > (SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND pe.number < e.number AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn'))))))
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_for_somebody_who_could_look'); END;
CREATE TRIGGER "guard_renewal_is_not_given_by_deputy_as_well" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM renewed_for f
            JOIN renewal r ON r.edition = f.edition AND r.round = f.round AND r."by" = f."by"
            WHERE f.edition = NEW.edition AND f.round = NEW.round AND f.principal = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_not_given_by_deputy_as_well'); END;
CREATE TRIGGER "guard_renewed_for_is_by_the_deputy" BEFORE INSERT ON "renewed_for"
WHEN NOT EXISTS (SELECT 1 FROM deputy d WHERE d.id = NEW.deputy AND d.ended_at IS NULL
            AND d.principal = NEW.principal AND d.deputy = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:renewed_for_is_by_the_deputy'); END;
CREATE TRIGGER "guard_renewed_for_comes_before_the_look" BEFORE INSERT ON "renewed_for"
WHEN EXISTS (SELECT 1 FROM renewal r
            WHERE r.edition = NEW.edition AND r.round = NEW.round AND r."by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:renewed_for_comes_before_the_look'); END;
CREATE TRIGGER "guard_renewed_for_comes_on_record" BEFORE INSERT ON "renewed_for"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:renewed_for_comes_on_record'); END;
CREATE TRIGGER "guard_renewal_is_not_an_authors_or_submitters" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND (e.submitted_by = NEW."by"
            OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                AND r.author = NEW."by" AND r.number <= h.number AND r.number > (SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND pe.number < e.number AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn'))))))
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_not_an_authors_or_submitters'); END;
CREATE TRIGGER "guard_renewal_is_not_by_an_earlier_stage" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM approval a
            WHERE a.edition = NEW.edition AND a.stage <> NEW.stage AND a."by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_not_by_an_earlier_stage'); END;
CREATE TRIGGER "guard_renewal_is_under_the_signers_key" BEFORE INSERT ON "renewal"
WHEN NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_under_the_signers_key'); END;
CREATE TRIGGER "guard_renewal_is_of_its_time" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM audit a
            WHERE a.sequence = NEW.audit_sequence AND NEW.at > a.at + 600000000)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_of_its_time'); END;
CREATE TRIGGER "guard_renewal_comes_on_record" BEFORE INSERT ON "renewal"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)
BEGIN SELECT RAISE(ABORT, 'guard:renewal_comes_on_record'); END;
CREATE TRIGGER "guard_attempt_is_in_time_of_its_approval" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery d JOIN edition_use u ON u.edition = d.edition
            WHERE d.id = NEW.delivery AND NEW.begun_at > u.hours * 3600000000
                + (SELECT max(a.at) FROM approval a WHERE a.edition = d.edition AND a.decision = 'approve')
            AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.edition = d.edition
                AND NEW.begun_at <= u.hours * 3600000000 + r.at AND (SELECT count(*) FROM renewal o
    WHERE o.edition = r.edition AND o.round = r.round) >= (SELECT s.needs FROM edition_stage s WHERE s.edition = r.edition AND s.ordinal = r.stage)))
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_in_time_of_its_approval'); END;
CREATE TRIGGER "guard_audit_ends_with_a_move" BEFORE INSERT ON "audit"
WHEN EXISTS (SELECT 1 FROM setting s WHERE s.name = 'moved')
BEGIN SELECT RAISE(ABORT, 'guard:audit_ends_with_a_move'); END;
CREATE TRIGGER "guard_observed_is_of_its_read_back" BEFORE INSERT ON "observed"
WHEN NOT EXISTS (SELECT 1 FROM read_back r WHERE r.delivery = NEW.delivery AND r.ordinal = NEW.ordinal
            AND r.observed_digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'guard:observed_is_of_its_read_back'); END;
CREATE TRIGGER "guard_region_is_of_a_picture" BEFORE INSERT ON "comment_region"
WHEN NOT EXISTS (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread AND t.field = 'picture')
BEGIN SELECT RAISE(ABORT, 'guard:region_is_of_a_picture'); END;
CREATE TRIGGER "guard_region_comes_with_its_comment" BEFORE INSERT ON "comment_region"
WHEN NOT EXISTS (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread
            AND t.audit_sequence = NEW.audit_sequence)
BEGIN SELECT RAISE(ABORT, 'guard:region_comes_with_its_comment'); END;
CREATE TRIGGER "guard_adoption_is_of_a_held_delivery" BEFORE INSERT ON "adoption"
WHEN NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state = 'held')
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_of_a_held_delivery'); END;
CREATE TRIGGER "guard_adoption_is_of_what_came_along" BEFORE INSERT ON "adoption"
WHEN NOT EXISTS (SELECT 1 FROM delivery d JOIN audit v ON v.sequence > d.position
                AND v.action = 'workspace.verified_first'
            WHERE d.id = NEW.delivery AND NOT EXISTS (SELECT 1 FROM audit i WHERE i.sequence > v.sequence
                AND i.action = 'delivery.intend' AND i.subject_kind = 'delivery' AND i.subject_id = d.id))
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_of_what_came_along'); END;
CREATE TRIGGER "guard_adoption_leaves_no_attempt_open" BEFORE INSERT ON "adoption"
WHEN EXISTS (SELECT 1 FROM attempt a WHERE a.delivery = NEW.delivery AND a.state IN ('open', 'unknown'))
BEGIN SELECT RAISE(ABORT, 'guard:adoption_leaves_no_attempt_open'); END;
CREATE TRIGGER "guard_adoption_is_of_an_undone_public_step" BEFORE INSERT ON "adoption"
WHEN NOT EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step
            AND s.done_at IS NULL AND s.step_class IN ('flip', 'keyed', 'public'))
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_of_an_undone_public_step'); END;
CREATE TRIGGER "guard_adoption_is_by_a_publisher" BEFORE INSERT ON "adoption"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_by_a_publisher'); END;
CREATE TRIGGER "guard_adoption_comes_on_record" BEFORE INSERT ON "adoption"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence AND a.action = 'delivery.adopt'
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:adoption_comes_on_record'); END;
CREATE TRIGGER "guard_delivery_is_sent_unsent_by_adoption" BEFORE UPDATE ON "delivery"
WHEN OLD.state = 'held' AND NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM adoption o
            WHERE o.delivery = NEW.id AND o.audit_sequence = NEW.audit_sequence)
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_sent_unsent_by_adoption'); END;
CREATE TRIGGER "guard_reply_is_by_a_publisher" BEFORE INSERT ON "message_reply"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:reply_is_by_a_publisher'); END;
CREATE TRIGGER "guard_reply_comes_on_record" BEFORE INSERT ON "message_reply"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:reply_comes_on_record'); END;
CREATE TRIGGER "guard_reply_is_below_what_is_out" BEFORE INSERT ON "message_reply"
WHEN NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state IN ('sent', 'verified'))
BEGIN SELECT RAISE(ABORT, 'guard:reply_is_below_what_is_out'); END;
CREATE TRIGGER "guard_reply_stops_at_a_freeze" BEFORE INSERT ON "message_reply"
WHEN EXISTS (SELECT 1 FROM "freeze" f WHERE f.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:reply_stops_at_a_freeze'); END;
CREATE TRIGGER "guard_reply_waits_for_the_one_before" BEFORE INSERT ON "message_reply"
WHEN EXISTS (SELECT 1 FROM message_reply r WHERE r.delivery = NEW.delivery AND r.message = NEW.message AND NOT EXISTS (SELECT 1 FROM message_outcome o WHERE o.reply = r.id
    AND o.outcome IN ('done', 'refused', 'absent')))
BEGIN SELECT RAISE(ABORT, 'guard:reply_waits_for_the_one_before'); END;
CREATE TRIGGER "guard_reply_is_said_once" BEFORE INSERT ON "message_reply"
WHEN EXISTS (SELECT 1 FROM message_reply r JOIN message_outcome o ON o.reply = r.id
            WHERE r.delivery = NEW.delivery AND r.message = NEW.message AND r.words = NEW.words AND o.outcome = 'done')
BEGIN SELECT RAISE(ABORT, 'guard:reply_is_said_once'); END;
CREATE TRIGGER "guard_outcome_is_by_a_publisher" BEFORE INSERT ON "message_outcome"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')
BEGIN SELECT RAISE(ABORT, 'guard:outcome_is_by_a_publisher'); END;
CREATE TRIGGER "guard_outcome_comes_on_record" BEFORE INSERT ON "message_outcome"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:outcome_comes_on_record'); END;
CREATE TRIGGER "guard_outcome_is_of_its_reply" BEFORE INSERT ON "message_outcome"
WHEN NOT EXISTS (SELECT 1 FROM message_reply r WHERE r.id = NEW.reply AND r.delivery = NEW.delivery)
BEGIN SELECT RAISE(ABORT, 'guard:outcome_is_of_its_reply'); END;
CREATE TRIGGER "guard_outcome_follows" BEFORE INSERT ON "message_outcome"
WHEN NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM message_outcome o WHERE o.reply = NEW.reply), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard:outcome_follows'); END;
CREATE TRIGGER "guard_outcome_stands" BEFORE INSERT ON "message_outcome"
WHEN EXISTS (SELECT 1 FROM message_outcome o WHERE o.reply = NEW.reply
    AND o.outcome IN ('done', 'refused', 'absent'))
BEGIN SELECT RAISE(ABORT, 'guard:outcome_stands'); END;
CREATE TRIGGER "guard_media_change_follows" BEFORE INSERT ON "media_change"
WHEN NEW.decision IS NOT NULL
        OR NEW.number <> coalesce((SELECT max(o.number) FROM media_change o), 0) + 1
        OR EXISTS (SELECT 1 FROM media_change o WHERE o.decision IS NULL)
BEGIN SELECT RAISE(ABORT, 'guard:media_change_follows'); END;
CREATE TRIGGER "guard_media_change_is_by_an_admin" BEFORE INSERT ON "media_change"
WHEN NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.proposed_by AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_by_an_admin'); END;
CREATE TRIGGER "guard_media_change_comes_on_record" BEFORE INSERT ON "media_change"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW.proposed_by AND a.subject_kind = 'workspace')
BEGIN SELECT RAISE(ABORT, 'guard:media_change_comes_on_record'); END;
CREATE TRIGGER "guard_media_change_is_decided_once" BEFORE UPDATE ON "media_change"
WHEN OLD.decision IS NOT NULL AND (NEW.decision IS DISTINCT FROM OLD.decision
            OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at)
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_decided_once'); END;
CREATE TRIGGER "guard_media_change_is_decided_by_an_admin" BEFORE UPDATE ON "media_change"
WHEN NEW.decision IS NOT NULL AND OLD.decision IS NULL AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.decided_by AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_decided_by_an_admin'); END;
CREATE TRIGGER "guard_media_change_is_agreed_by_another" BEFORE UPDATE ON "media_change"
WHEN NEW.decision = 'agreed' AND OLD.decision IS NULL AND NEW.decided_by = NEW.proposed_by
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.proposed_by AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_agreed_by_another'); END;
CREATE TRIGGER "guard_media_is_placed_by_agreement" BEFORE INSERT ON "setting"
WHEN NEW.name = 'media' AND NOT EXISTS (SELECT 1 FROM media_change c
    WHERE c.decision = 'agreed' AND c.becomes = NEW.value AND c.number =
        (SELECT max(o.number) FROM media_change o WHERE o.decision = 'agreed'))
BEGIN SELECT RAISE(ABORT, 'guard:media_is_placed_by_agreement'); END;
CREATE TRIGGER "guard_media_moves_by_agreement" BEFORE UPDATE ON "setting"
WHEN NEW.name = 'media' AND NOT EXISTS (SELECT 1 FROM media_change c
    WHERE c.decision = 'agreed' AND c.becomes = NEW.value AND c.number =
        (SELECT max(o.number) FROM media_change o WHERE o.decision = 'agreed'))
BEGIN SELECT RAISE(ABORT, 'guard:media_moves_by_agreement'); END;
CREATE TRIGGER "guard_announcement_is_confirmed" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM delivery_step s
            WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step AND s.name = 'announce')
        AND NOT EXISTS (SELECT 1 FROM audit h JOIN audit r ON r.subject_id = h.subject_id AND r.sequence > h.sequence
            WHERE h.subject_kind = 'delivery' AND h.subject_id = NEW.delivery AND h.action = 'delivery.hold'
            AND r.subject_kind = 'delivery' AND r.action = 'delivery.release' AND r.actor LIKE 'member:%')
BEGIN SELECT RAISE(ABORT, 'guard:announcement_is_confirmed'); END;
CREATE TRIGGER "guard_packet_reading_is_of_this_content" BEFORE INSERT ON "packet_reading"
WHEN NOT EXISTS (SELECT 1 FROM edition_account e WHERE e.edition = NEW.edition AND e.account = NEW.account
            AND e.ordinal = NEW.ordinal AND e.content_digest = NEW.content)
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_is_of_this_content'); END;
CREATE TRIGGER "guard_packet_reading_comes_before_the_signature" BEFORE INSERT ON "packet_reading"
WHEN NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_comes_before_the_signature'); END;
CREATE TRIGGER "guard_packet_reading_is_of_a_proof" BEFORE INSERT ON "packet_reading"
WHEN NOT EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.edition AND s.kind = 'proof')
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_is_of_a_proof'); END;
CREATE TRIGGER "guard_packet_reading_comes_on_record" BEFORE INSERT ON "packet_reading"
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence AND a.action = 'edition.approve'
            AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition
            AND a.detail LIKE '%"by":"' || NEW."by" || '"%')
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_comes_on_record'); END;
CREATE TRIGGER "guard_edition_goes_a_route_of_its_kind" BEFORE INSERT ON "edition"
WHEN NOT EXISTS (SELECT 1 FROM route r WHERE r.id = NEW.route
            AND replace(r.kinds, '"' || NEW.kind || '"', '') <> r.kinds)
        OR EXISTS (SELECT 1 FROM route_version v WHERE v.route = NEW.route AND v.retired = 1
            AND v.number = (SELECT max(o.number) FROM route_version o WHERE o.route = NEW.route))
BEGIN SELECT RAISE(ABORT, 'guard:edition_goes_a_route_of_its_kind'); END;
CREATE TRIGGER "guard_stage_is_of_its_route" BEFORE INSERT ON "edition_stage"
WHEN NOT EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND (replace(r.stages, '[' || NEW.ordinal || ',"' || NEW.kind || '",' || '"' || replace(replace(NEW.name, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(NEW.duty, '\', '\\'), '"', '\"') || '"' || ',' || NEW.needs || ',', '') <> r.stages OR replace(r.stages, '[' || NEW.ordinal || ',"' || NEW.kind || '",' || '"' || replace(replace(NEW.name, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(NEW.duty, '\', '\\'), '"', '\"') || '"' || ',' || NEW.needs || ']', '') <> r.stages))
BEGIN SELECT RAISE(ABORT, 'guard:stage_is_of_its_route'); END;
CREATE TRIGGER "guard_signer_is_of_its_route" BEFORE INSERT ON "stage_signer"
WHEN NOT EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND replace(r.stages, '[' || '"' || replace(replace(NEW.member, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(NEW.name, '\', '\\'), '"', '\"') || '"' || ']', '') <> r.stages)
BEGIN SELECT RAISE(ABORT, 'guard:signer_is_of_its_route'); END;
CREATE TRIGGER "guard_accounts_come_after_every_stage" BEFORE INSERT ON "edition_account"
WHEN EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND (replace(r.stages, '[' || (SELECT count(*) + 1 FROM edition_stage s WHERE s.edition = e.id) || ',"review",', '') <> r.stages
                OR replace(r.stages, '[' || (SELECT count(*) + 1 FROM edition_stage s WHERE s.edition = e.id) || ',"proof",', '') <> r.stages))
BEGIN SELECT RAISE(ABORT, 'guard:accounts_come_after_every_stage'); END;
CREATE TRIGGER "guard_accounts_come_after_every_signer" BEFORE INSERT ON "edition_account"
WHEN EXISTS (SELECT 1 FROM edition_stage s JOIN edition e ON e.id = s.edition JOIN route r ON r.id = e.route
            LEFT JOIN stage_terms t ON t.edition = s.edition AND t.ordinal = s.ordinal
            WHERE s.edition = NEW.edition AND replace(r.stages, '[' || s.ordinal || ',"' || s.kind || '",' || '"' || replace(replace(s.name, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(s.duty, '\', '\\'), '"', '\"') || '"' || ',' || s.needs || ',', '') <> r.stages
            AND (t.role IS NULL OR NOT replace(r.stages, '[' || s.ordinal || ',"' || s.kind || '",' || '"' || replace(replace(s.name, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(s.duty, '\', '\\'), '"', '\"') || '"' || ',' || s.needs || ',"' || t.role || '",', '') <> r.stages
                OR (replace(r.stages, '[' || s.ordinal || ',"' || s.kind || '",' || '"' || replace(replace(s.name, '\', '\\'), '"', '\"') || '"' || ',' || '"' || replace(replace(s.duty, '\', '\\'), '"', '\"') || '"' || ',' || s.needs || ',"' || t.role || '",[[', '') <> r.stages AND NOT EXISTS (SELECT 1 FROM stage_signer g
                    WHERE g.edition = s.edition AND g.ordinal = s.ordinal))))
BEGIN SELECT RAISE(ABORT, 'guard:accounts_come_after_every_signer'); END;
CREATE TRIGGER "guard_audit_is_never_deleted" BEFORE DELETE ON "audit"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:audit_is_never_deleted'); END;
CREATE TRIGGER "guard_member_is_never_deleted" BEFORE DELETE ON "member"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:member_is_never_deleted'); END;
CREATE TRIGGER "guard_member_key_is_never_deleted" BEFORE DELETE ON "member_key"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:member_key_is_never_deleted'); END;
CREATE TRIGGER "guard_document_is_never_deleted" BEFORE DELETE ON "document"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:document_is_never_deleted'); END;
CREATE TRIGGER "guard_revision_is_never_deleted" BEFORE DELETE ON "revision"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:revision_is_never_deleted'); END;
CREATE TRIGGER "guard_media_is_never_deleted" BEFORE DELETE ON "media"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:media_is_never_deleted'); END;
CREATE TRIGGER "guard_route_is_never_deleted" BEFORE DELETE ON "route"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:route_is_never_deleted'); END;
CREATE TRIGGER "guard_edition_is_never_deleted" BEFORE DELETE ON "edition"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:edition_is_never_deleted'); END;
CREATE TRIGGER "guard_edition_stage_is_never_deleted" BEFORE DELETE ON "edition_stage"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:edition_stage_is_never_deleted'); END;
CREATE TRIGGER "guard_edition_account_is_never_deleted" BEFORE DELETE ON "edition_account"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:edition_account_is_never_deleted'); END;
CREATE TRIGGER "guard_approval_is_never_deleted" BEFORE DELETE ON "approval"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_never_deleted'); END;
CREATE TRIGGER "guard_delivery_is_never_deleted" BEFORE DELETE ON "delivery"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_never_deleted'); END;
CREATE TRIGGER "guard_delivery_step_is_never_deleted" BEFORE DELETE ON "delivery_step"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:delivery_step_is_never_deleted'); END;
CREATE TRIGGER "guard_attempt_is_never_deleted" BEFORE DELETE ON "attempt"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_never_deleted'); END;
CREATE TRIGGER "guard_read_back_is_never_deleted" BEFORE DELETE ON "read_back"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:read_back_is_never_deleted'); END;
CREATE TRIGGER "guard_freeze_is_never_deleted" BEFORE DELETE ON "freeze"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:freeze_is_never_deleted'); END;
CREATE TRIGGER "guard_workspace_is_never_deleted" BEFORE DELETE ON "workspace"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:workspace_is_never_deleted'); END;
CREATE TRIGGER "guard_passing_is_never_deleted" BEFORE DELETE ON "passing"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:passing_is_never_deleted'); END;
CREATE TRIGGER "guard_acknowledgement_is_never_deleted" BEFORE DELETE ON "acknowledgement"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:acknowledgement_is_never_deleted'); END;
CREATE TRIGGER "guard_emergency_template_is_never_deleted" BEFORE DELETE ON "emergency_template"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:emergency_template_is_never_deleted'); END;
CREATE TRIGGER "guard_emergency_filling_is_never_deleted" BEFORE DELETE ON "emergency_filling"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:emergency_filling_is_never_deleted'); END;
CREATE TRIGGER "guard_lane_opening_is_never_deleted" BEFORE DELETE ON "lane_opening"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:lane_opening_is_never_deleted'); END;
CREATE TRIGGER "guard_emergency_is_never_deleted" BEFORE DELETE ON "emergency"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:emergency_is_never_deleted'); END;
CREATE TRIGGER "guard_settlement_is_never_deleted" BEFORE DELETE ON "settlement"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_never_deleted'); END;
CREATE TRIGGER "guard_embargo_is_never_deleted" BEFORE DELETE ON "embargo"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:embargo_is_never_deleted'); END;
CREATE TRIGGER "guard_embargo_consent_is_never_deleted" BEFORE DELETE ON "embargo_consent"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:embargo_consent_is_never_deleted'); END;
CREATE TRIGGER "guard_comment_thread_is_never_deleted" BEFORE DELETE ON "comment_thread"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:comment_thread_is_never_deleted'); END;
CREATE TRIGGER "guard_comment_remark_is_never_deleted" BEFORE DELETE ON "comment_remark"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:comment_remark_is_never_deleted'); END;
CREATE TRIGGER "guard_comment_closing_is_never_deleted" BEFORE DELETE ON "comment_closing"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:comment_closing_is_never_deleted'); END;
CREATE TRIGGER "guard_reading_is_never_deleted" BEFORE DELETE ON "reading"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:reading_is_never_deleted'); END;
CREATE TRIGGER "guard_stage_terms_is_never_deleted" BEFORE DELETE ON "stage_terms"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:stage_terms_is_never_deleted'); END;
CREATE TRIGGER "guard_stage_signer_is_never_deleted" BEFORE DELETE ON "stage_signer"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:stage_signer_is_never_deleted'); END;
CREATE TRIGGER "guard_edition_use_is_never_deleted" BEFORE DELETE ON "edition_use"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:edition_use_is_never_deleted'); END;
CREATE TRIGGER "guard_deputy_is_never_deleted" BEFORE DELETE ON "deputy"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:deputy_is_never_deleted'); END;
CREATE TRIGGER "guard_signed_for_is_never_deleted" BEFORE DELETE ON "signed_for"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:signed_for_is_never_deleted'); END;
CREATE TRIGGER "guard_route_version_is_never_deleted" BEFORE DELETE ON "route_version"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:route_version_is_never_deleted'); END;
CREATE TRIGGER "guard_role_change_is_never_deleted" BEFORE DELETE ON "role_change"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_never_deleted'); END;
CREATE TRIGGER "guard_escalation_is_never_deleted" BEFORE DELETE ON "escalation"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:escalation_is_never_deleted'); END;
CREATE TRIGGER "guard_revision_origin_is_never_deleted" BEFORE DELETE ON "revision_origin"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:revision_origin_is_never_deleted'); END;
CREATE TRIGGER "guard_milestone_is_never_deleted" BEFORE DELETE ON "milestone"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:milestone_is_never_deleted'); END;
CREATE TRIGGER "guard_recall_case_is_never_deleted" BEFORE DELETE ON "recall_case"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:recall_case_is_never_deleted'); END;
CREATE TRIGGER "guard_recall_item_is_never_deleted" BEFORE DELETE ON "recall_item"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:recall_item_is_never_deleted'); END;
CREATE TRIGGER "guard_recall_edition_is_never_deleted" BEFORE DELETE ON "recall_edition"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:recall_edition_is_never_deleted'); END;
CREATE TRIGGER "guard_recall_proof_is_never_deleted" BEFORE DELETE ON "recall_proof"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:recall_proof_is_never_deleted'); END;
CREATE TRIGGER "guard_register_entry_is_never_deleted" BEFORE DELETE ON "register_entry"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:register_entry_is_never_deleted'); END;
CREATE TRIGGER "guard_register_call_is_never_deleted" BEFORE DELETE ON "register_call"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:register_call_is_never_deleted'); END;
CREATE TRIGGER "guard_renewal_is_never_deleted" BEFORE DELETE ON "renewal"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_never_deleted'); END;
CREATE TRIGGER "guard_renewed_for_is_never_deleted" BEFORE DELETE ON "renewed_for"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:renewed_for_is_never_deleted'); END;
CREATE TRIGGER "guard_observed_is_never_deleted" BEFORE DELETE ON "observed"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:observed_is_never_deleted'); END;
CREATE TRIGGER "guard_comment_region_is_never_deleted" BEFORE DELETE ON "comment_region"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:comment_region_is_never_deleted'); END;
CREATE TRIGGER "guard_adoption_is_never_deleted" BEFORE DELETE ON "adoption"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_never_deleted'); END;
CREATE TRIGGER "guard_message_reply_is_never_deleted" BEFORE DELETE ON "message_reply"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:message_reply_is_never_deleted'); END;
CREATE TRIGGER "guard_message_outcome_is_never_deleted" BEFORE DELETE ON "message_outcome"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:message_outcome_is_never_deleted'); END;
CREATE TRIGGER "guard_media_change_is_never_deleted" BEFORE DELETE ON "media_change"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_never_deleted'); END;
CREATE TRIGGER "guard_packet_reading_is_never_deleted" BEFORE DELETE ON "packet_reading"
WHEN 1 = 1
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_is_never_deleted'); END;
CREATE TRIGGER "guard_audit_is_fixed" BEFORE UPDATE ON "audit"
WHEN NEW."sequence" IS DISTINCT FROM OLD."sequence" OR NEW."transaction_id" IS DISTINCT FROM OLD."transaction_id" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."actor" IS DISTINCT FROM OLD."actor" OR NEW."actor_name" IS DISTINCT FROM OLD."actor_name" OR NEW."action" IS DISTINCT FROM OLD."action" OR NEW."subject_kind" IS DISTINCT FROM OLD."subject_kind" OR NEW."subject_id" IS DISTINCT FROM OLD."subject_id" OR NEW."detail" IS DISTINCT FROM OLD."detail" OR NEW."previous" IS DISTINCT FROM OLD."previous" OR NEW."hash" IS DISTINCT FROM OLD."hash"
BEGIN SELECT RAISE(ABORT, 'guard:audit_is_fixed'); END;
CREATE TRIGGER "guard_workspace_is_fixed" BEFORE UPDATE ON "workspace"
WHEN NEW."one" IS DISTINCT FROM OLD."one" OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."sample" IS DISTINCT FROM OLD."sample" OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
BEGIN SELECT RAISE(ABORT, 'guard:workspace_is_fixed'); END;
CREATE TRIGGER "guard_member_is_fixed" BEFORE UPDATE ON "member"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."joined_at" IS DISTINCT FROM OLD."joined_at"
BEGIN SELECT RAISE(ABORT, 'guard:member_is_fixed'); END;
CREATE TRIGGER "guard_member_key_is_fixed" BEFORE UPDATE ON "member_key"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."member" IS DISTINCT FROM OLD."member" OR NEW."public_key" IS DISTINCT FROM OLD."public_key" OR NEW."box_public_key" IS DISTINCT FROM OLD."box_public_key" OR NEW."made_at" IS DISTINCT FROM OLD."made_at"
BEGIN SELECT RAISE(ABORT, 'guard:member_key_is_fixed'); END;
CREATE TRIGGER "guard_document_is_fixed" BEFORE UPDATE ON "document"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."year" IS DISTINCT FROM OLD."year" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."created_by" IS DISTINCT FROM OLD."created_by" OR NEW."created_at" IS DISTINCT FROM OLD."created_at"
BEGIN SELECT RAISE(ABORT, 'guard:document_is_fixed'); END;
CREATE TRIGGER "guard_revision_is_fixed" BEFORE UPDATE ON "revision"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."parent" IS DISTINCT FROM OLD."parent" OR NEW."title" IS DISTINCT FROM OLD."title" OR NEW."content" IS DISTINCT FROM OLD."content" OR NEW."overrides" IS DISTINCT FROM OLD."overrides" OR NEW."charts" IS DISTINCT FROM OLD."charts" OR NEW."author" IS DISTINCT FROM OLD."author" OR NEW."saved_at" IS DISTINCT FROM OLD."saved_at"
BEGIN SELECT RAISE(ABORT, 'guard:revision_is_fixed'); END;
CREATE TRIGGER "guard_media_is_fixed" BEFORE UPDATE ON "media"
WHEN NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."mime" IS DISTINCT FROM OLD."mime" OR NEW."width" IS DISTINCT FROM OLD."width" OR NEW."height" IS DISTINCT FROM OLD."height" OR NEW."size" IS DISTINCT FROM OLD."size"
BEGIN SELECT RAISE(ABORT, 'guard:media_is_fixed'); END;
CREATE TRIGGER "guard_edition_is_fixed" BEFORE UPDATE ON "edition"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."manifest" IS DISTINCT FROM OLD."manifest" OR NEW."not_before" IS DISTINCT FROM OLD."not_before" OR NEW."not_after" IS DISTINCT FROM OLD."not_after" OR NEW."route" IS DISTINCT FROM OLD."route" OR NEW."submitted_by" IS DISTINCT FROM OLD."submitted_by" OR NEW."submitted_at" IS DISTINCT FROM OLD."submitted_at"
BEGIN SELECT RAISE(ABORT, 'guard:edition_is_fixed'); END;
CREATE TRIGGER "guard_edition_stage_is_fixed" BEFORE UPDATE ON "edition_stage"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."name" IS DISTINCT FROM OLD."name" OR NEW."duty" IS DISTINCT FROM OLD."duty" OR NEW."needs" IS DISTINCT FROM OLD."needs"
BEGIN SELECT RAISE(ABORT, 'guard:edition_stage_is_fixed'); END;
CREATE TRIGGER "guard_edition_account_is_fixed" BEFORE UPDATE ON "edition_account"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."content_digest" IS DISTINCT FROM OLD."content_digest"
BEGIN SELECT RAISE(ABORT, 'guard:edition_account_is_fixed'); END;
CREATE TRIGGER "guard_approval_is_fixed" BEFORE UPDATE ON "approval"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."stage" IS DISTINCT FROM OLD."stage" OR NEW."decision" IS DISTINCT FROM OLD."decision" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."audit_head" IS DISTINCT FROM OLD."audit_head" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."made_in" IS DISTINCT FROM OLD."made_in" OR NEW."opened" IS DISTINCT FROM OLD."opened" OR NEW."overrides" IS DISTINCT FROM OLD."overrides" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."signature" IS DISTINCT FROM OLD."signature"
BEGIN SELECT RAISE(ABORT, 'guard:approval_is_fixed'); END;
CREATE TRIGGER "guard_delivery_is_fixed" BEFORE UPDATE ON "delivery"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."position" IS DISTINCT FROM OLD."position"
BEGIN SELECT RAISE(ABORT, 'guard:delivery_is_fixed'); END;
CREATE TRIGGER "guard_delivery_step_is_fixed" BEFORE UPDATE ON "delivery_step"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."name" IS DISTINCT FROM OLD."name" OR NEW."step_class" IS DISTINCT FROM OLD."step_class"
BEGIN SELECT RAISE(ABORT, 'guard:delivery_step_is_fixed'); END;
CREATE TRIGGER "guard_attempt_is_fixed" BEFORE UPDATE ON "attempt"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."step" IS DISTINCT FROM OLD."step" OR NEW."fence" IS DISTINCT FROM OLD."fence" OR NEW."request_digest" IS DISTINCT FROM OLD."request_digest" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."watermark" IS DISTINCT FROM OLD."watermark" OR NEW."begun_at" IS DISTINCT FROM OLD."begun_at" OR NEW."boot" IS DISTINCT FROM OLD."boot" OR NEW."boot_microseconds" IS DISTINCT FROM OLD."boot_microseconds"
BEGIN SELECT RAISE(ABORT, 'guard:attempt_is_fixed'); END;
CREATE TRIGGER "guard_read_back_is_fixed" BEFORE UPDATE ON "read_back"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."verdict" IS DISTINCT FROM OLD."verdict" OR NEW."normalisations" IS DISTINCT FROM OLD."normalisations" OR NEW."differences" IS DISTINCT FROM OLD."differences" OR NEW."observed_digest" IS DISTINCT FROM OLD."observed_digest"
BEGIN SELECT RAISE(ABORT, 'guard:read_back_is_fixed'); END;
CREATE TRIGGER "guard_freeze_is_fixed" BEFORE UPDATE ON "freeze"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."begun_at" IS DISTINCT FROM OLD."begun_at" OR NEW."begun_by" IS DISTINCT FROM OLD."begun_by" OR NEW."reason" IS DISTINCT FROM OLD."reason"
BEGIN SELECT RAISE(ABORT, 'guard:freeze_is_fixed'); END;
CREATE TRIGGER "guard_passing_is_fixed" BEFORE UPDATE ON "passing"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."past" IS DISTINCT FROM OLD."past" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:passing_is_fixed'); END;
CREATE TRIGGER "guard_acknowledgement_is_fixed" BEFORE UPDATE ON "acknowledgement"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."note" IS DISTINCT FROM OLD."note" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:acknowledgement_is_fixed'); END;
CREATE TRIGGER "guard_transition_is_fixed" BEFORE UPDATE ON "transition"
WHEN NEW."from_state" IS DISTINCT FROM OLD."from_state" OR NEW."to_state" IS DISTINCT FROM OLD."to_state"
BEGIN SELECT RAISE(ABORT, 'guard:transition_is_fixed'); END;
CREATE TRIGGER "guard_emergency_template_is_fixed" BEFORE UPDATE ON "emergency_template"
WHEN NEW."name" IS DISTINCT FROM OLD."name" OR NEW."version" IS DISTINCT FROM OLD."version" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."wordings" IS DISTINCT FROM OLD."wordings" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:emergency_template_is_fixed'); END;
CREATE TRIGGER "guard_emergency_filling_is_fixed" BEFORE UPDATE ON "emergency_filling"
WHEN NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."template" IS DISTINCT FROM OLD."template" OR NEW."version" IS DISTINCT FROM OLD."version" OR NEW."wording" IS DISTINCT FROM OLD."wording" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."slots" IS DISTINCT FROM OLD."slots" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:emergency_filling_is_fixed'); END;
CREATE TRIGGER "guard_lane_opening_is_fixed" BEFORE UPDATE ON "lane_opening"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:lane_opening_is_fixed'); END;
CREATE TRIGGER "guard_emergency_is_fixed" BEFORE UPDATE ON "emergency"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."filling" IS DISTINCT FROM OLD."filling" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."opening" IS DISTINCT FROM OLD."opening" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:emergency_is_fixed'); END;
CREATE TRIGGER "guard_settlement_is_fixed" BEFORE UPDATE ON "settlement"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."verdict" IS DISTINCT FROM OLD."verdict" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."audit_head" IS DISTINCT FROM OLD."audit_head" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."note" IS DISTINCT FROM OLD."note" OR NEW."signature" IS DISTINCT FROM OLD."signature" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:settlement_is_fixed'); END;
CREATE TRIGGER "guard_embargo_is_fixed" BEFORE UPDATE ON "embargo"
WHEN NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."until" IS DISTINCT FROM OLD."until" OR NEW."members" IS DISTINCT FROM OLD."members" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."wish" IS DISTINCT FROM OLD."wish" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:embargo_is_fixed'); END;
CREATE TRIGGER "guard_embargo_consent_is_fixed" BEFORE UPDATE ON "embargo_consent"
WHEN NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."audit_head" IS DISTINCT FROM OLD."audit_head" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."signature" IS DISTINCT FROM OLD."signature" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:embargo_consent_is_fixed'); END;
CREATE TRIGGER "guard_comment_thread_is_fixed" BEFORE UPDATE ON "comment_thread"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."field" IS DISTINCT FROM OLD."field" OR NEW."subject" IS DISTINCT FROM OLD."subject" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."quote" IS DISTINCT FROM OLD."quote" OR NEW."prefix" IS DISTINCT FROM OLD."prefix" OR NEW."suffix" IS DISTINCT FROM OLD."suffix" OR NEW."start" IS DISTINCT FROM OLD."start" OR NEW."is_must" IS DISTINCT FROM OLD."is_must" OR NEW."replacement" IS DISTINCT FROM OLD."replacement" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:comment_thread_is_fixed'); END;
CREATE TRIGGER "guard_comment_remark_is_fixed" BEFORE UPDATE ON "comment_remark"
WHEN NEW."thread" IS DISTINCT FROM OLD."thread" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."words" IS DISTINCT FROM OLD."words" OR NEW."mentions" IS DISTINCT FROM OLD."mentions" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:comment_remark_is_fixed'); END;
CREATE TRIGGER "guard_comment_closing_is_fixed" BEFORE UPDATE ON "comment_closing"
WHEN NEW."thread" IS DISTINCT FROM OLD."thread" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."ending" IS DISTINCT FROM OLD."ending" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:comment_closing_is_fixed'); END;
CREATE TRIGGER "guard_reading_is_fixed" BEFORE UPDATE ON "reading"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."reached" IS DISTINCT FROM OLD."reached" OR NEW."total" IS DISTINCT FROM OLD."total" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:reading_is_fixed'); END;
CREATE TRIGGER "guard_stage_terms_is_fixed" BEFORE UPDATE ON "stage_terms"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."role" IS DISTINCT FROM OLD."role" OR NEW."hours" IS DISTINCT FROM OLD."hours" OR NEW."escalate_to" IS DISTINCT FROM OLD."escalate_to" OR NEW."escalate_name" IS DISTINCT FROM OLD."escalate_name"
BEGIN SELECT RAISE(ABORT, 'guard:stage_terms_is_fixed'); END;
CREATE TRIGGER "guard_stage_signer_is_fixed" BEFORE UPDATE ON "stage_signer"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."place" IS DISTINCT FROM OLD."place" OR NEW."member" IS DISTINCT FROM OLD."member" OR NEW."name" IS DISTINCT FROM OLD."name"
BEGIN SELECT RAISE(ABORT, 'guard:stage_signer_is_fixed'); END;
CREATE TRIGGER "guard_edition_use_is_fixed" BEFORE UPDATE ON "edition_use"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."hours" IS DISTINCT FROM OLD."hours"
BEGIN SELECT RAISE(ABORT, 'guard:edition_use_is_fixed'); END;
CREATE TRIGGER "guard_deputy_is_fixed" BEFORE UPDATE ON "deputy"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."principal" IS DISTINCT FROM OLD."principal" OR NEW."deputy" IS DISTINCT FROM OLD."deputy" OR NEW."begins_at" IS DISTINCT FROM OLD."begins_at" OR NEW."ends_at" IS DISTINCT FROM OLD."ends_at" OR NEW."named_by" IS DISTINCT FROM OLD."named_by" OR NEW."named_at" IS DISTINCT FROM OLD."named_at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:deputy_is_fixed'); END;
CREATE TRIGGER "guard_signed_for_is_fixed" BEFORE UPDATE ON "signed_for"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."principal" IS DISTINCT FROM OLD."principal" OR NEW."deputy" IS DISTINCT FROM OLD."deputy" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:signed_for_is_fixed'); END;
CREATE TRIGGER "guard_route_version_is_fixed" BEFORE UPDATE ON "route_version"
WHEN NEW."route" IS DISTINCT FROM OLD."route" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."name" IS DISTINCT FROM OLD."name" OR NEW."stages" IS DISTINCT FROM OLD."stages" OR NEW."kinds" IS DISTINCT FROM OLD."kinds" OR NEW."use_hours" IS DISTINCT FROM OLD."use_hours" OR NEW."retired" IS DISTINCT FROM OLD."retired" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:route_version_is_fixed'); END;
CREATE TRIGGER "guard_role_change_is_fixed" BEFORE UPDATE ON "role_change"
WHEN NEW."member" IS DISTINCT FROM OLD."member" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."was" IS DISTINCT FROM OLD."was" OR NEW."becomes" IS DISTINCT FROM OLD."becomes" OR NEW."proposed_by" IS DISTINCT FROM OLD."proposed_by" OR NEW."proposed_at" IS DISTINCT FROM OLD."proposed_at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:role_change_is_fixed'); END;
CREATE TRIGGER "guard_escalation_is_fixed" BEFORE UPDATE ON "escalation"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."told" IS DISTINCT FROM OLD."told" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:escalation_is_fixed'); END;
CREATE TRIGGER "guard_revision_origin_is_fixed" BEFORE UPDATE ON "revision_origin"
WHEN NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."parent" IS DISTINCT FROM OLD."parent" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:revision_origin_is_fixed'); END;
CREATE TRIGGER "guard_milestone_is_fixed" BEFORE UPDATE ON "milestone"
WHEN NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."name" IS DISTINCT FROM OLD."name" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:milestone_is_fixed'); END;
CREATE TRIGGER "guard_recall_case_is_fixed" BEFORE UPDATE ON "recall_case"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."document" IS DISTINCT FROM OLD."document" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."opened_by" IS DISTINCT FROM OLD."opened_by" OR NEW."opened_at" IS DISTINCT FROM OLD."opened_at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:recall_case_is_fixed'); END;
CREATE TRIGGER "guard_recall_item_is_fixed" BEFORE UPDATE ON "recall_item"
WHEN NEW."recall" IS DISTINCT FROM OLD."recall" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."url" IS DISTINCT FROM OLD."url"
BEGIN SELECT RAISE(ABORT, 'guard:recall_item_is_fixed'); END;
CREATE TRIGGER "guard_recall_edition_is_fixed" BEFORE UPDATE ON "recall_edition"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."recall" IS DISTINCT FROM OLD."recall"
BEGIN SELECT RAISE(ABORT, 'guard:recall_edition_is_fixed'); END;
CREATE TRIGGER "guard_recall_proof_is_fixed" BEFORE UPDATE ON "recall_proof"
WHEN NEW."recall" IS DISTINCT FROM OLD."recall" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."outcome" IS DISTINCT FROM OLD."outcome" OR NEW."link" IS DISTINCT FROM OLD."link" OR NEW."screenshot" IS DISTINCT FROM OLD."screenshot" OR NEW."note" IS DISTINCT FROM OLD."note" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:recall_proof_is_fixed'); END;
CREATE TRIGGER "guard_register_entry_is_fixed" BEFORE UPDATE ON "register_entry"
WHEN NEW."account" IS DISTINCT FROM OLD."account" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."state" IS DISTINCT FROM OLD."state" OR NEW."owner_unit" IS DISTINCT FROM OLD."owner_unit" OR NEW."operator_unit" IS DISTINCT FROM OLD."operator_unit" OR NEW."responsible" IS DISTINCT FROM OLD."responsible" OR NEW."filing_number" IS DISTINCT FROM OLD."filing_number" OR NEW."filed_on" IS DISTINCT FROM OLD."filed_on" OR NEW."due_on" IS DISTINCT FROM OLD."due_on" OR NEW."publish_until" IS DISTINCT FROM OLD."publish_until" OR NEW."exemption" IS DISTINCT FROM OLD."exemption" OR NEW."note" IS DISTINCT FROM OLD."note" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:register_entry_is_fixed'); END;
CREATE TRIGGER "guard_register_call_is_fixed" BEFORE UPDATE ON "register_call"
WHEN NEW."account" IS DISTINCT FROM OLD."account" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."due_on" IS DISTINCT FROM OLD."due_on" OR NEW."publish_until" IS DISTINCT FROM OLD."publish_until" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:register_call_is_fixed'); END;
CREATE TRIGGER "guard_renewal_is_fixed" BEFORE UPDATE ON "renewal"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."round" IS DISTINCT FROM OLD."round" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."stage" IS DISTINCT FROM OLD."stage" OR NEW."key" IS DISTINCT FROM OLD."key" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."audit_head" IS DISTINCT FROM OLD."audit_head" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."made_in" IS DISTINCT FROM OLD."made_in" OR NEW."signature" IS DISTINCT FROM OLD."signature" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:renewal_is_fixed'); END;
CREATE TRIGGER "guard_renewed_for_is_fixed" BEFORE UPDATE ON "renewed_for"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."round" IS DISTINCT FROM OLD."round" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."principal" IS DISTINCT FROM OLD."principal" OR NEW."deputy" IS DISTINCT FROM OLD."deputy" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:renewed_for_is_fixed'); END;
CREATE TRIGGER "guard_observed_is_fixed" BEFORE UPDATE ON "observed"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."digest" IS DISTINCT FROM OLD."digest" OR NEW."content" IS DISTINCT FROM OLD."content"
BEGIN SELECT RAISE(ABORT, 'guard:observed_is_fixed'); END;
CREATE TRIGGER "guard_comment_region_is_fixed" BEFORE UPDATE ON "comment_region"
WHEN NEW."thread" IS DISTINCT FROM OLD."thread" OR NEW."x" IS DISTINCT FROM OLD."x" OR NEW."y" IS DISTINCT FROM OLD."y" OR NEW."width" IS DISTINCT FROM OLD."width" OR NEW."height" IS DISTINCT FROM OLD."height" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:comment_region_is_fixed'); END;
CREATE TRIGGER "guard_adoption_is_fixed" BEFORE UPDATE ON "adoption"
WHEN NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."step" IS DISTINCT FROM OLD."step" OR NEW."remote_id" IS DISTINCT FROM OLD."remote_id" OR NEW."url" IS DISTINCT FROM OLD."url" OR NEW."observed" IS DISTINCT FROM OLD."observed" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:adoption_is_fixed'); END;
CREATE TRIGGER "guard_media_change_is_fixed" BEFORE UPDATE ON "media_change"
WHEN NEW."number" IS DISTINCT FROM OLD."number" OR NEW."becomes" IS DISTINCT FROM OLD."becomes" OR NEW."proposed_by" IS DISTINCT FROM OLD."proposed_by" OR NEW."proposed_at" IS DISTINCT FROM OLD."proposed_at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:media_change_is_fixed'); END;
CREATE TRIGGER "guard_message_reply_is_fixed" BEFORE UPDATE ON "message_reply"
WHEN NEW."id" IS DISTINCT FROM OLD."id" OR NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."message" IS DISTINCT FROM OLD."message" OR NEW."mark" IS DISTINCT FROM OLD."mark" OR NEW."words" IS DISTINCT FROM OLD."words" OR NEW."request_digest" IS DISTINCT FROM OLD."request_digest" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."boot" IS DISTINCT FROM OLD."boot" OR NEW."boot_microseconds" IS DISTINCT FROM OLD."boot_microseconds" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:message_reply_is_fixed'); END;
CREATE TRIGGER "guard_message_outcome_is_fixed" BEFORE UPDATE ON "message_outcome"
WHEN NEW."reply" IS DISTINCT FROM OLD."reply" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."outcome" IS DISTINCT FROM OLD."outcome" OR NEW."remote_id" IS DISTINCT FROM OLD."remote_id" OR NEW."url" IS DISTINCT FROM OLD."url" OR NEW."reason" IS DISTINCT FROM OLD."reason" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."at" IS DISTINCT FROM OLD."at" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:message_outcome_is_fixed'); END;
CREATE TRIGGER "guard_packet_reading_is_fixed" BEFORE UPDATE ON "packet_reading"
WHEN NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."content" IS DISTINCT FROM OLD."content" OR NEW."sentences" IS DISTINCT FROM OLD."sentences" OR NEW."total" IS DISTINCT FROM OLD."total" OR NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence"
BEGIN SELECT RAISE(ABORT, 'guard:packet_reading_is_fixed'); END;
CREATE TRIGGER "unique_audit_1_insert" BEFORE INSERT ON "audit"
WHEN EXISTS (SELECT 1 FROM "audit" WHERE "sequence" = NEW."sequence")
BEGIN SELECT RAISE(ABORT, 'unique:audit_1_insert'); END;
CREATE TRIGGER "unique_audit_1_update" BEFORE UPDATE ON "audit"
WHEN (NEW."sequence" IS DISTINCT FROM OLD."sequence") AND EXISTS (SELECT 1 FROM "audit" WHERE "sequence" = NEW."sequence" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:audit_1_update'); END;
CREATE TRIGGER "unique_audit_2_insert" BEFORE INSERT ON "audit"
WHEN EXISTS (SELECT 1 FROM "audit" WHERE "hash" = NEW."hash")
BEGIN SELECT RAISE(ABORT, 'unique:audit_2_insert'); END;
CREATE TRIGGER "unique_audit_2_update" BEFORE UPDATE ON "audit"
WHEN (NEW."hash" IS DISTINCT FROM OLD."hash") AND EXISTS (SELECT 1 FROM "audit" WHERE "hash" = NEW."hash" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:audit_2_update'); END;
CREATE TRIGGER "unique_member_1_insert" BEFORE INSERT ON "member"
WHEN EXISTS (SELECT 1 FROM "member" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:member_1_insert'); END;
CREATE TRIGGER "unique_member_1_update" BEFORE UPDATE ON "member"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "member" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:member_1_update'); END;
CREATE TRIGGER "unique_member_2_insert" BEFORE INSERT ON "member"
WHEN EXISTS (SELECT 1 FROM "member" WHERE "name" = NEW."name")
BEGIN SELECT RAISE(ABORT, 'unique:member_2_insert'); END;
CREATE TRIGGER "unique_member_2_update" BEFORE UPDATE ON "member"
WHEN (NEW."name" IS DISTINCT FROM OLD."name") AND EXISTS (SELECT 1 FROM "member" WHERE "name" = NEW."name" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:member_2_update'); END;
CREATE TRIGGER "unique_member_key_1_insert" BEFORE INSERT ON "member_key"
WHEN EXISTS (SELECT 1 FROM "member_key" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:member_key_1_insert'); END;
CREATE TRIGGER "unique_member_key_1_update" BEFORE UPDATE ON "member_key"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "member_key" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:member_key_1_update'); END;
CREATE TRIGGER "unique_member_key_2_insert" BEFORE INSERT ON "member_key"
WHEN EXISTS (SELECT 1 FROM "member_key" WHERE "public_key" = NEW."public_key")
BEGIN SELECT RAISE(ABORT, 'unique:member_key_2_insert'); END;
CREATE TRIGGER "unique_member_key_2_update" BEFORE UPDATE ON "member_key"
WHEN (NEW."public_key" IS DISTINCT FROM OLD."public_key") AND EXISTS (SELECT 1 FROM "member_key" WHERE "public_key" = NEW."public_key" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:member_key_2_update'); END;
CREATE TRIGGER "unique_document_1_insert" BEFORE INSERT ON "document"
WHEN EXISTS (SELECT 1 FROM "document" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:document_1_insert'); END;
CREATE TRIGGER "unique_document_1_update" BEFORE UPDATE ON "document"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "document" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:document_1_update'); END;
CREATE TRIGGER "unique_document_2_insert" BEFORE INSERT ON "document"
WHEN EXISTS (SELECT 1 FROM "document" WHERE "year" = NEW."year" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:document_2_insert'); END;
CREATE TRIGGER "unique_document_2_update" BEFORE UPDATE ON "document"
WHEN (NEW."year" IS DISTINCT FROM OLD."year" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "document" WHERE "year" = NEW."year" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:document_2_update'); END;
CREATE TRIGGER "unique_revision_1_insert" BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM "revision" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:revision_1_insert'); END;
CREATE TRIGGER "unique_revision_1_update" BEFORE UPDATE ON "revision"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "revision" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:revision_1_update'); END;
CREATE TRIGGER "unique_revision_2_insert" BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM "revision" WHERE "document" = NEW."document" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:revision_2_insert'); END;
CREATE TRIGGER "unique_revision_2_update" BEFORE UPDATE ON "revision"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "revision" WHERE "document" = NEW."document" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:revision_2_update'); END;
CREATE TRIGGER "unique_revision_3_insert" BEFORE INSERT ON "revision"
WHEN EXISTS (SELECT 1 FROM "revision" WHERE "id" = NEW."id" AND "document" = NEW."document")
BEGIN SELECT RAISE(ABORT, 'unique:revision_3_insert'); END;
CREATE TRIGGER "unique_revision_3_update" BEFORE UPDATE ON "revision"
WHEN (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."document" IS DISTINCT FROM OLD."document") AND EXISTS (SELECT 1 FROM "revision" WHERE "id" = NEW."id" AND "document" = NEW."document" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:revision_3_update'); END;
CREATE TRIGGER "unique_media_1_insert" BEFORE INSERT ON "media"
WHEN EXISTS (SELECT 1 FROM "media" WHERE "digest" = NEW."digest")
BEGIN SELECT RAISE(ABORT, 'unique:media_1_insert'); END;
CREATE TRIGGER "unique_media_1_update" BEFORE UPDATE ON "media"
WHEN (NEW."digest" IS DISTINCT FROM OLD."digest") AND EXISTS (SELECT 1 FROM "media" WHERE "digest" = NEW."digest" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:media_1_update'); END;
CREATE TRIGGER "unique_route_1_insert" BEFORE INSERT ON "route"
WHEN EXISTS (SELECT 1 FROM "route" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:route_1_insert'); END;
CREATE TRIGGER "unique_route_1_update" BEFORE UPDATE ON "route"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "route" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:route_1_update'); END;
CREATE TRIGGER "unique_route_2_insert" BEFORE INSERT ON "route"
WHEN EXISTS (SELECT 1 FROM "route" WHERE "name" = NEW."name")
BEGIN SELECT RAISE(ABORT, 'unique:route_2_insert'); END;
CREATE TRIGGER "unique_route_2_update" BEFORE UPDATE ON "route"
WHEN (NEW."name" IS DISTINCT FROM OLD."name") AND EXISTS (SELECT 1 FROM "route" WHERE "name" = NEW."name" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:route_2_update'); END;
CREATE TRIGGER "unique_edition_1_insert" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM "edition" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:edition_1_insert'); END;
CREATE TRIGGER "unique_edition_1_update" BEFORE UPDATE ON "edition"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "edition" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_1_update'); END;
CREATE TRIGGER "unique_edition_2_insert" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM "edition" WHERE "digest" = NEW."digest")
BEGIN SELECT RAISE(ABORT, 'unique:edition_2_insert'); END;
CREATE TRIGGER "unique_edition_2_update" BEFORE UPDATE ON "edition"
WHEN (NEW."digest" IS DISTINCT FROM OLD."digest") AND EXISTS (SELECT 1 FROM "edition" WHERE "digest" = NEW."digest" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_2_update'); END;
CREATE TRIGGER "unique_edition_3_insert" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM "edition" WHERE "document" = NEW."document" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:edition_3_insert'); END;
CREATE TRIGGER "unique_edition_3_update" BEFORE UPDATE ON "edition"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "edition" WHERE "document" = NEW."document" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_3_update'); END;
CREATE TRIGGER "unique_edition_4_insert" BEFORE INSERT ON "edition"
WHEN EXISTS (SELECT 1 FROM "edition" WHERE "document" = NEW."document" AND state = 'in_review') AND NEW."state" = 'in_review'
BEGIN SELECT RAISE(ABORT, 'unique:edition_4_insert'); END;
CREATE TRIGGER "unique_edition_4_update" BEFORE UPDATE ON "edition"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."state" IS DISTINCT FROM OLD."state") AND EXISTS (SELECT 1 FROM "edition" WHERE "document" = NEW."document" AND state = 'in_review' AND rowid <> OLD.rowid) AND NEW."state" = 'in_review'
BEGIN SELECT RAISE(ABORT, 'unique:edition_4_update'); END;
CREATE TRIGGER "unique_edition_stage_1_insert" BEFORE INSERT ON "edition_stage"
WHEN EXISTS (SELECT 1 FROM "edition_stage" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:edition_stage_1_insert'); END;
CREATE TRIGGER "unique_edition_stage_1_update" BEFORE UPDATE ON "edition_stage"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "edition_stage" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_stage_1_update'); END;
CREATE TRIGGER "unique_edition_account_1_insert" BEFORE INSERT ON "edition_account"
WHEN EXISTS (SELECT 1 FROM "edition_account" WHERE "edition" = NEW."edition" AND "account" = NEW."account")
BEGIN SELECT RAISE(ABORT, 'unique:edition_account_1_insert'); END;
CREATE TRIGGER "unique_edition_account_1_update" BEFORE UPDATE ON "edition_account"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account") AND EXISTS (SELECT 1 FROM "edition_account" WHERE "edition" = NEW."edition" AND "account" = NEW."account" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_account_1_update'); END;
CREATE TRIGGER "unique_approval_1_insert" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM "approval" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:approval_1_insert'); END;
CREATE TRIGGER "unique_approval_1_update" BEFORE UPDATE ON "approval"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "approval" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:approval_1_update'); END;
CREATE TRIGGER "unique_approval_2_insert" BEFORE INSERT ON "approval"
WHEN EXISTS (SELECT 1 FROM "approval" WHERE "edition" = NEW."edition" AND "by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'unique:approval_2_insert'); END;
CREATE TRIGGER "unique_approval_2_update" BEFORE UPDATE ON "approval"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."by" IS DISTINCT FROM OLD."by") AND EXISTS (SELECT 1 FROM "approval" WHERE "edition" = NEW."edition" AND "by" = NEW."by" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:approval_2_update'); END;
CREATE TRIGGER "unique_delivery_1_insert" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM "delivery" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_1_insert'); END;
CREATE TRIGGER "unique_delivery_1_update" BEFORE UPDATE ON "delivery"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "delivery" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_1_update'); END;
CREATE TRIGGER "unique_delivery_2_insert" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM "delivery" WHERE "account" = NEW."account" AND "remote_id" = NEW."remote_id")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_2_insert'); END;
CREATE TRIGGER "unique_delivery_2_update" BEFORE UPDATE ON "delivery"
WHEN (NEW."account" IS DISTINCT FROM OLD."account" OR NEW."remote_id" IS DISTINCT FROM OLD."remote_id") AND EXISTS (SELECT 1 FROM "delivery" WHERE "account" = NEW."account" AND "remote_id" = NEW."remote_id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_2_update'); END;
CREATE TRIGGER "unique_delivery_3_insert" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM "delivery" WHERE "audit_sequence" = NEW."audit_sequence")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_3_insert'); END;
CREATE TRIGGER "unique_delivery_3_update" BEFORE UPDATE ON "delivery"
WHEN (NEW."audit_sequence" IS DISTINCT FROM OLD."audit_sequence") AND EXISTS (SELECT 1 FROM "delivery" WHERE "audit_sequence" = NEW."audit_sequence" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_3_update'); END;
CREATE TRIGGER "unique_delivery_4_insert" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM "delivery" WHERE "edition" = NEW."edition" AND "account" = NEW."account")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_4_insert'); END;
CREATE TRIGGER "unique_delivery_4_update" BEFORE UPDATE ON "delivery"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account") AND EXISTS (SELECT 1 FROM "delivery" WHERE "edition" = NEW."edition" AND "account" = NEW."account" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_4_update'); END;
CREATE TRIGGER "unique_delivery_5_insert" BEFORE INSERT ON "delivery"
WHEN EXISTS (SELECT 1 FROM "delivery" WHERE "key" = NEW."key")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_5_insert'); END;
CREATE TRIGGER "unique_delivery_5_update" BEFORE UPDATE ON "delivery"
WHEN (NEW."key" IS DISTINCT FROM OLD."key") AND EXISTS (SELECT 1 FROM "delivery" WHERE "key" = NEW."key" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_5_update'); END;
CREATE TRIGGER "unique_delivery_step_1_insert" BEFORE INSERT ON "delivery_step"
WHEN EXISTS (SELECT 1 FROM "delivery_step" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:delivery_step_1_insert'); END;
CREATE TRIGGER "unique_delivery_step_1_update" BEFORE UPDATE ON "delivery_step"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "delivery_step" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:delivery_step_1_update'); END;
CREATE TRIGGER "unique_attempt_1_insert" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM "attempt" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:attempt_1_insert'); END;
CREATE TRIGGER "unique_attempt_1_update" BEFORE UPDATE ON "attempt"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "attempt" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:attempt_1_update'); END;
CREATE TRIGGER "unique_attempt_2_insert" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM "attempt" WHERE "delivery" = NEW."delivery" AND "step" = NEW."step" AND state = 'done') AND NEW."state" = 'done'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_2_insert'); END;
CREATE TRIGGER "unique_attempt_2_update" BEFORE UPDATE ON "attempt"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."step" IS DISTINCT FROM OLD."step" OR NEW."state" IS DISTINCT FROM OLD."state") AND EXISTS (SELECT 1 FROM "attempt" WHERE "delivery" = NEW."delivery" AND "step" = NEW."step" AND state = 'done' AND rowid <> OLD.rowid) AND NEW."state" = 'done'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_2_update'); END;
CREATE TRIGGER "unique_attempt_3_insert" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM "attempt" WHERE "account" = NEW."account" AND state = 'open') AND NEW."state" = 'open'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_3_insert'); END;
CREATE TRIGGER "unique_attempt_3_update" BEFORE UPDATE ON "attempt"
WHEN (NEW."account" IS DISTINCT FROM OLD."account" OR NEW."state" IS DISTINCT FROM OLD."state") AND EXISTS (SELECT 1 FROM "attempt" WHERE "account" = NEW."account" AND state = 'open' AND rowid <> OLD.rowid) AND NEW."state" = 'open'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_3_update'); END;
CREATE TRIGGER "unique_attempt_4_insert" BEFORE INSERT ON "attempt"
WHEN EXISTS (SELECT 1 FROM "attempt" WHERE "delivery" = NEW."delivery" AND state = 'open') AND NEW."state" = 'open'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_4_insert'); END;
CREATE TRIGGER "unique_attempt_4_update" BEFORE UPDATE ON "attempt"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."state" IS DISTINCT FROM OLD."state") AND EXISTS (SELECT 1 FROM "attempt" WHERE "delivery" = NEW."delivery" AND state = 'open' AND rowid <> OLD.rowid) AND NEW."state" = 'open'
BEGIN SELECT RAISE(ABORT, 'unique:attempt_4_update'); END;
CREATE TRIGGER "unique_read_back_1_insert" BEFORE INSERT ON "read_back"
WHEN EXISTS (SELECT 1 FROM "read_back" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:read_back_1_insert'); END;
CREATE TRIGGER "unique_read_back_1_update" BEFORE UPDATE ON "read_back"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "read_back" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:read_back_1_update'); END;
CREATE TRIGGER "unique_freeze_1_insert" BEFORE INSERT ON "freeze"
WHEN EXISTS (SELECT 1 FROM "freeze" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:freeze_1_insert'); END;
CREATE TRIGGER "unique_freeze_1_update" BEFORE UPDATE ON "freeze"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "freeze" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:freeze_1_update'); END;
CREATE TRIGGER "unique_workspace_1_insert" BEFORE INSERT ON "workspace"
WHEN EXISTS (SELECT 1 FROM "workspace" WHERE "one" = NEW."one")
BEGIN SELECT RAISE(ABORT, 'unique:workspace_1_insert'); END;
CREATE TRIGGER "unique_workspace_1_update" BEFORE UPDATE ON "workspace"
WHEN (NEW."one" IS DISTINCT FROM OLD."one") AND EXISTS (SELECT 1 FROM "workspace" WHERE "one" = NEW."one" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:workspace_1_update'); END;
CREATE TRIGGER "unique_passing_1_insert" BEFORE INSERT ON "passing"
WHEN EXISTS (SELECT 1 FROM "passing" WHERE "delivery" = NEW."delivery" AND "past" = NEW."past")
BEGIN SELECT RAISE(ABORT, 'unique:passing_1_insert'); END;
CREATE TRIGGER "unique_passing_1_update" BEFORE UPDATE ON "passing"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."past" IS DISTINCT FROM OLD."past") AND EXISTS (SELECT 1 FROM "passing" WHERE "delivery" = NEW."delivery" AND "past" = NEW."past" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:passing_1_update'); END;
CREATE TRIGGER "unique_acknowledgement_1_insert" BEFORE INSERT ON "acknowledgement"
WHEN EXISTS (SELECT 1 FROM "acknowledgement" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:acknowledgement_1_insert'); END;
CREATE TRIGGER "unique_acknowledgement_1_update" BEFORE UPDATE ON "acknowledgement"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "acknowledgement" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:acknowledgement_1_update'); END;
CREATE TRIGGER "unique_emergency_template_1_insert" BEFORE INSERT ON "emergency_template"
WHEN EXISTS (SELECT 1 FROM "emergency_template" WHERE "name" = NEW."name" AND "version" = NEW."version")
BEGIN SELECT RAISE(ABORT, 'unique:emergency_template_1_insert'); END;
CREATE TRIGGER "unique_emergency_template_1_update" BEFORE UPDATE ON "emergency_template"
WHEN (NEW."name" IS DISTINCT FROM OLD."name" OR NEW."version" IS DISTINCT FROM OLD."version") AND EXISTS (SELECT 1 FROM "emergency_template" WHERE "name" = NEW."name" AND "version" = NEW."version" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:emergency_template_1_update'); END;
CREATE TRIGGER "unique_emergency_filling_1_insert" BEFORE INSERT ON "emergency_filling"
WHEN EXISTS (SELECT 1 FROM "emergency_filling" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:emergency_filling_1_insert'); END;
CREATE TRIGGER "unique_emergency_filling_1_update" BEFORE UPDATE ON "emergency_filling"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "emergency_filling" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:emergency_filling_1_update'); END;
CREATE TRIGGER "unique_lane_opening_1_insert" BEFORE INSERT ON "lane_opening"
WHEN EXISTS (SELECT 1 FROM "lane_opening" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:lane_opening_1_insert'); END;
CREATE TRIGGER "unique_lane_opening_1_update" BEFORE UPDATE ON "lane_opening"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "lane_opening" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:lane_opening_1_update'); END;
CREATE TRIGGER "unique_emergency_1_insert" BEFORE INSERT ON "emergency"
WHEN EXISTS (SELECT 1 FROM "emergency" WHERE "edition" = NEW."edition")
BEGIN SELECT RAISE(ABORT, 'unique:emergency_1_insert'); END;
CREATE TRIGGER "unique_emergency_1_update" BEFORE UPDATE ON "emergency"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition") AND EXISTS (SELECT 1 FROM "emergency" WHERE "edition" = NEW."edition" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:emergency_1_update'); END;
CREATE TRIGGER "unique_emergency_2_insert" BEFORE INSERT ON "emergency"
WHEN EXISTS (SELECT 1 FROM "emergency" WHERE "opening" = NEW."opening")
BEGIN SELECT RAISE(ABORT, 'unique:emergency_2_insert'); END;
CREATE TRIGGER "unique_emergency_2_update" BEFORE UPDATE ON "emergency"
WHEN (NEW."opening" IS DISTINCT FROM OLD."opening") AND EXISTS (SELECT 1 FROM "emergency" WHERE "opening" = NEW."opening" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:emergency_2_update'); END;
CREATE TRIGGER "unique_settlement_1_insert" BEFORE INSERT ON "settlement"
WHEN EXISTS (SELECT 1 FROM "settlement" WHERE "edition" = NEW."edition")
BEGIN SELECT RAISE(ABORT, 'unique:settlement_1_insert'); END;
CREATE TRIGGER "unique_settlement_1_update" BEFORE UPDATE ON "settlement"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition") AND EXISTS (SELECT 1 FROM "settlement" WHERE "edition" = NEW."edition" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:settlement_1_update'); END;
CREATE TRIGGER "unique_embargo_1_insert" BEFORE INSERT ON "embargo"
WHEN EXISTS (SELECT 1 FROM "embargo" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:embargo_1_insert'); END;
CREATE TRIGGER "unique_embargo_1_update" BEFORE UPDATE ON "embargo"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "embargo" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:embargo_1_update'); END;
CREATE TRIGGER "unique_embargo_consent_1_insert" BEFORE INSERT ON "embargo_consent"
WHEN EXISTS (SELECT 1 FROM "embargo_consent" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:embargo_consent_1_insert'); END;
CREATE TRIGGER "unique_embargo_consent_1_update" BEFORE UPDATE ON "embargo_consent"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "embargo_consent" WHERE "document" = NEW."document" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:embargo_consent_1_update'); END;
CREATE TRIGGER "unique_comment_thread_1_insert" BEFORE INSERT ON "comment_thread"
WHEN EXISTS (SELECT 1 FROM "comment_thread" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:comment_thread_1_insert'); END;
CREATE TRIGGER "unique_comment_thread_1_update" BEFORE UPDATE ON "comment_thread"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "comment_thread" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:comment_thread_1_update'); END;
CREATE TRIGGER "unique_comment_remark_1_insert" BEFORE INSERT ON "comment_remark"
WHEN EXISTS (SELECT 1 FROM "comment_remark" WHERE "thread" = NEW."thread" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:comment_remark_1_insert'); END;
CREATE TRIGGER "unique_comment_remark_1_update" BEFORE UPDATE ON "comment_remark"
WHEN (NEW."thread" IS DISTINCT FROM OLD."thread" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "comment_remark" WHERE "thread" = NEW."thread" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:comment_remark_1_update'); END;
CREATE TRIGGER "unique_comment_closing_1_insert" BEFORE INSERT ON "comment_closing"
WHEN EXISTS (SELECT 1 FROM "comment_closing" WHERE "thread" = NEW."thread" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:comment_closing_1_insert'); END;
CREATE TRIGGER "unique_comment_closing_1_update" BEFORE UPDATE ON "comment_closing"
WHEN (NEW."thread" IS DISTINCT FROM OLD."thread" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "comment_closing" WHERE "thread" = NEW."thread" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:comment_closing_1_update'); END;
CREATE TRIGGER "unique_reading_1_insert" BEFORE INSERT ON "reading"
WHEN EXISTS (SELECT 1 FROM "reading" WHERE "edition" = NEW."edition" AND "account" = NEW."account" AND "by" = NEW."by" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:reading_1_insert'); END;
CREATE TRIGGER "unique_reading_1_update" BEFORE UPDATE ON "reading"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."account" IS DISTINCT FROM OLD."account" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "reading" WHERE "edition" = NEW."edition" AND "account" = NEW."account" AND "by" = NEW."by" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:reading_1_update'); END;
CREATE TRIGGER "unique_stage_terms_1_insert" BEFORE INSERT ON "stage_terms"
WHEN EXISTS (SELECT 1 FROM "stage_terms" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:stage_terms_1_insert'); END;
CREATE TRIGGER "unique_stage_terms_1_update" BEFORE UPDATE ON "stage_terms"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "stage_terms" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:stage_terms_1_update'); END;
CREATE TRIGGER "unique_stage_signer_1_insert" BEFORE INSERT ON "stage_signer"
WHEN EXISTS (SELECT 1 FROM "stage_signer" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal" AND "place" = NEW."place")
BEGIN SELECT RAISE(ABORT, 'unique:stage_signer_1_insert'); END;
CREATE TRIGGER "unique_stage_signer_1_update" BEFORE UPDATE ON "stage_signer"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."place" IS DISTINCT FROM OLD."place") AND EXISTS (SELECT 1 FROM "stage_signer" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal" AND "place" = NEW."place" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:stage_signer_1_update'); END;
CREATE TRIGGER "unique_edition_use_1_insert" BEFORE INSERT ON "edition_use"
WHEN EXISTS (SELECT 1 FROM "edition_use" WHERE "edition" = NEW."edition")
BEGIN SELECT RAISE(ABORT, 'unique:edition_use_1_insert'); END;
CREATE TRIGGER "unique_edition_use_1_update" BEFORE UPDATE ON "edition_use"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition") AND EXISTS (SELECT 1 FROM "edition_use" WHERE "edition" = NEW."edition" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:edition_use_1_update'); END;
CREATE TRIGGER "unique_deputy_1_insert" BEFORE INSERT ON "deputy"
WHEN EXISTS (SELECT 1 FROM "deputy" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:deputy_1_insert'); END;
CREATE TRIGGER "unique_deputy_1_update" BEFORE UPDATE ON "deputy"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "deputy" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:deputy_1_update'); END;
CREATE TRIGGER "unique_signed_for_1_insert" BEFORE INSERT ON "signed_for"
WHEN EXISTS (SELECT 1 FROM "signed_for" WHERE "edition" = NEW."edition" AND "by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'unique:signed_for_1_insert'); END;
CREATE TRIGGER "unique_signed_for_1_update" BEFORE UPDATE ON "signed_for"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."by" IS DISTINCT FROM OLD."by") AND EXISTS (SELECT 1 FROM "signed_for" WHERE "edition" = NEW."edition" AND "by" = NEW."by" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:signed_for_1_update'); END;
CREATE TRIGGER "unique_signed_for_2_insert" BEFORE INSERT ON "signed_for"
WHEN EXISTS (SELECT 1 FROM "signed_for" WHERE "edition" = NEW."edition" AND "principal" = NEW."principal")
BEGIN SELECT RAISE(ABORT, 'unique:signed_for_2_insert'); END;
CREATE TRIGGER "unique_signed_for_2_update" BEFORE UPDATE ON "signed_for"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."principal" IS DISTINCT FROM OLD."principal") AND EXISTS (SELECT 1 FROM "signed_for" WHERE "edition" = NEW."edition" AND "principal" = NEW."principal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:signed_for_2_update'); END;
CREATE TRIGGER "unique_route_version_1_insert" BEFORE INSERT ON "route_version"
WHEN EXISTS (SELECT 1 FROM "route_version" WHERE "route" = NEW."route" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:route_version_1_insert'); END;
CREATE TRIGGER "unique_route_version_1_update" BEFORE UPDATE ON "route_version"
WHEN (NEW."route" IS DISTINCT FROM OLD."route" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "route_version" WHERE "route" = NEW."route" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:route_version_1_update'); END;
CREATE TRIGGER "unique_role_change_1_insert" BEFORE INSERT ON "role_change"
WHEN EXISTS (SELECT 1 FROM "role_change" WHERE "member" = NEW."member" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:role_change_1_insert'); END;
CREATE TRIGGER "unique_role_change_1_update" BEFORE UPDATE ON "role_change"
WHEN (NEW."member" IS DISTINCT FROM OLD."member" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "role_change" WHERE "member" = NEW."member" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:role_change_1_update'); END;
CREATE TRIGGER "unique_role_change_2_insert" BEFORE INSERT ON "role_change"
WHEN EXISTS (SELECT 1 FROM "role_change" WHERE "member" = NEW."member" AND decision IS NULL) AND NEW."decision" IS NULL
BEGIN SELECT RAISE(ABORT, 'unique:role_change_2_insert'); END;
CREATE TRIGGER "unique_role_change_2_update" BEFORE UPDATE ON "role_change"
WHEN (NEW."member" IS DISTINCT FROM OLD."member" OR NEW."decision" IS DISTINCT FROM OLD."decision") AND EXISTS (SELECT 1 FROM "role_change" WHERE "member" = NEW."member" AND decision IS NULL AND rowid <> OLD.rowid) AND NEW."decision" IS NULL
BEGIN SELECT RAISE(ABORT, 'unique:role_change_2_update'); END;
CREATE TRIGGER "unique_escalation_1_insert" BEFORE INSERT ON "escalation"
WHEN EXISTS (SELECT 1 FROM "escalation" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:escalation_1_insert'); END;
CREATE TRIGGER "unique_escalation_1_update" BEFORE UPDATE ON "escalation"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "escalation" WHERE "edition" = NEW."edition" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:escalation_1_update'); END;
CREATE TRIGGER "unique_revision_origin_1_insert" BEFORE INSERT ON "revision_origin"
WHEN EXISTS (SELECT 1 FROM "revision_origin" WHERE "revision" = NEW."revision" AND "parent" = NEW."parent")
BEGIN SELECT RAISE(ABORT, 'unique:revision_origin_1_insert'); END;
CREATE TRIGGER "unique_revision_origin_1_update" BEFORE UPDATE ON "revision_origin"
WHEN (NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."parent" IS DISTINCT FROM OLD."parent") AND EXISTS (SELECT 1 FROM "revision_origin" WHERE "revision" = NEW."revision" AND "parent" = NEW."parent" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:revision_origin_1_update'); END;
CREATE TRIGGER "unique_milestone_1_insert" BEFORE INSERT ON "milestone"
WHEN EXISTS (SELECT 1 FROM "milestone" WHERE "revision" = NEW."revision" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:milestone_1_insert'); END;
CREATE TRIGGER "unique_milestone_1_update" BEFORE UPDATE ON "milestone"
WHEN (NEW."revision" IS DISTINCT FROM OLD."revision" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "milestone" WHERE "revision" = NEW."revision" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:milestone_1_update'); END;
CREATE TRIGGER "unique_recall_case_1_insert" BEFORE INSERT ON "recall_case"
WHEN EXISTS (SELECT 1 FROM "recall_case" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:recall_case_1_insert'); END;
CREATE TRIGGER "unique_recall_case_1_update" BEFORE UPDATE ON "recall_case"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "recall_case" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:recall_case_1_update'); END;
CREATE TRIGGER "unique_recall_case_2_insert" BEFORE INSERT ON "recall_case"
WHEN EXISTS (SELECT 1 FROM "recall_case" WHERE "document" = NEW."document" AND closed_at IS NULL) AND NEW."closed_at" IS NULL
BEGIN SELECT RAISE(ABORT, 'unique:recall_case_2_insert'); END;
CREATE TRIGGER "unique_recall_case_2_update" BEFORE UPDATE ON "recall_case"
WHEN (NEW."document" IS DISTINCT FROM OLD."document" OR NEW."closed_at" IS DISTINCT FROM OLD."closed_at") AND EXISTS (SELECT 1 FROM "recall_case" WHERE "document" = NEW."document" AND closed_at IS NULL AND rowid <> OLD.rowid) AND NEW."closed_at" IS NULL
BEGIN SELECT RAISE(ABORT, 'unique:recall_case_2_update'); END;
CREATE TRIGGER "unique_recall_item_1_insert" BEFORE INSERT ON "recall_item"
WHEN EXISTS (SELECT 1 FROM "recall_item" WHERE "recall" = NEW."recall" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:recall_item_1_insert'); END;
CREATE TRIGGER "unique_recall_item_1_update" BEFORE UPDATE ON "recall_item"
WHEN (NEW."recall" IS DISTINCT FROM OLD."recall" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "recall_item" WHERE "recall" = NEW."recall" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:recall_item_1_update'); END;
CREATE TRIGGER "unique_recall_edition_1_insert" BEFORE INSERT ON "recall_edition"
WHEN EXISTS (SELECT 1 FROM "recall_edition" WHERE "edition" = NEW."edition")
BEGIN SELECT RAISE(ABORT, 'unique:recall_edition_1_insert'); END;
CREATE TRIGGER "unique_recall_edition_1_update" BEFORE UPDATE ON "recall_edition"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition") AND EXISTS (SELECT 1 FROM "recall_edition" WHERE "edition" = NEW."edition" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:recall_edition_1_update'); END;
CREATE TRIGGER "unique_recall_proof_1_insert" BEFORE INSERT ON "recall_proof"
WHEN EXISTS (SELECT 1 FROM "recall_proof" WHERE "recall" = NEW."recall" AND "ordinal" = NEW."ordinal" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:recall_proof_1_insert'); END;
CREATE TRIGGER "unique_recall_proof_1_update" BEFORE UPDATE ON "recall_proof"
WHEN (NEW."recall" IS DISTINCT FROM OLD."recall" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "recall_proof" WHERE "recall" = NEW."recall" AND "ordinal" = NEW."ordinal" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:recall_proof_1_update'); END;
CREATE TRIGGER "unique_register_entry_1_insert" BEFORE INSERT ON "register_entry"
WHEN EXISTS (SELECT 1 FROM "register_entry" WHERE "account" = NEW."account" AND "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:register_entry_1_insert'); END;
CREATE TRIGGER "unique_register_entry_1_update" BEFORE UPDATE ON "register_entry"
WHEN (NEW."account" IS DISTINCT FROM OLD."account" OR NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "register_entry" WHERE "account" = NEW."account" AND "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:register_entry_1_update'); END;
CREATE TRIGGER "unique_register_call_1_insert" BEFORE INSERT ON "register_call"
WHEN EXISTS (SELECT 1 FROM "register_call" WHERE "account" = NEW."account")
BEGIN SELECT RAISE(ABORT, 'unique:register_call_1_insert'); END;
CREATE TRIGGER "unique_register_call_1_update" BEFORE UPDATE ON "register_call"
WHEN (NEW."account" IS DISTINCT FROM OLD."account") AND EXISTS (SELECT 1 FROM "register_call" WHERE "account" = NEW."account" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:register_call_1_update'); END;
CREATE TRIGGER "unique_renewal_1_insert" BEFORE INSERT ON "renewal"
WHEN EXISTS (SELECT 1 FROM "renewal" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'unique:renewal_1_insert'); END;
CREATE TRIGGER "unique_renewal_1_update" BEFORE UPDATE ON "renewal"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."round" IS DISTINCT FROM OLD."round" OR NEW."by" IS DISTINCT FROM OLD."by") AND EXISTS (SELECT 1 FROM "renewal" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "by" = NEW."by" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:renewal_1_update'); END;
CREATE TRIGGER "unique_renewed_for_1_insert" BEFORE INSERT ON "renewed_for"
WHEN EXISTS (SELECT 1 FROM "renewed_for" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "by" = NEW."by")
BEGIN SELECT RAISE(ABORT, 'unique:renewed_for_1_insert'); END;
CREATE TRIGGER "unique_renewed_for_1_update" BEFORE UPDATE ON "renewed_for"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."round" IS DISTINCT FROM OLD."round" OR NEW."by" IS DISTINCT FROM OLD."by") AND EXISTS (SELECT 1 FROM "renewed_for" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "by" = NEW."by" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:renewed_for_1_update'); END;
CREATE TRIGGER "unique_renewed_for_2_insert" BEFORE INSERT ON "renewed_for"
WHEN EXISTS (SELECT 1 FROM "renewed_for" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "principal" = NEW."principal")
BEGIN SELECT RAISE(ABORT, 'unique:renewed_for_2_insert'); END;
CREATE TRIGGER "unique_renewed_for_2_update" BEFORE UPDATE ON "renewed_for"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."round" IS DISTINCT FROM OLD."round" OR NEW."principal" IS DISTINCT FROM OLD."principal") AND EXISTS (SELECT 1 FROM "renewed_for" WHERE "edition" = NEW."edition" AND "round" = NEW."round" AND "principal" = NEW."principal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:renewed_for_2_update'); END;
CREATE TRIGGER "unique_observed_1_insert" BEFORE INSERT ON "observed"
WHEN EXISTS (SELECT 1 FROM "observed" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:observed_1_insert'); END;
CREATE TRIGGER "unique_observed_1_update" BEFORE UPDATE ON "observed"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "observed" WHERE "delivery" = NEW."delivery" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:observed_1_update'); END;
CREATE TRIGGER "unique_comment_region_1_insert" BEFORE INSERT ON "comment_region"
WHEN EXISTS (SELECT 1 FROM "comment_region" WHERE "thread" = NEW."thread")
BEGIN SELECT RAISE(ABORT, 'unique:comment_region_1_insert'); END;
CREATE TRIGGER "unique_comment_region_1_update" BEFORE UPDATE ON "comment_region"
WHEN (NEW."thread" IS DISTINCT FROM OLD."thread") AND EXISTS (SELECT 1 FROM "comment_region" WHERE "thread" = NEW."thread" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:comment_region_1_update'); END;
CREATE TRIGGER "unique_adoption_1_insert" BEFORE INSERT ON "adoption"
WHEN EXISTS (SELECT 1 FROM "adoption" WHERE "delivery" = NEW."delivery" AND "step" = NEW."step")
BEGIN SELECT RAISE(ABORT, 'unique:adoption_1_insert'); END;
CREATE TRIGGER "unique_adoption_1_update" BEFORE UPDATE ON "adoption"
WHEN (NEW."delivery" IS DISTINCT FROM OLD."delivery" OR NEW."step" IS DISTINCT FROM OLD."step") AND EXISTS (SELECT 1 FROM "adoption" WHERE "delivery" = NEW."delivery" AND "step" = NEW."step" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:adoption_1_update'); END;
CREATE TRIGGER "unique_message_reply_1_insert" BEFORE INSERT ON "message_reply"
WHEN EXISTS (SELECT 1 FROM "message_reply" WHERE "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'unique:message_reply_1_insert'); END;
CREATE TRIGGER "unique_message_reply_1_update" BEFORE UPDATE ON "message_reply"
WHEN (NEW."id" IS DISTINCT FROM OLD."id") AND EXISTS (SELECT 1 FROM "message_reply" WHERE "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:message_reply_1_update'); END;
CREATE TRIGGER "unique_message_outcome_1_insert" BEFORE INSERT ON "message_outcome"
WHEN EXISTS (SELECT 1 FROM "message_outcome" WHERE "reply" = NEW."reply" AND "ordinal" = NEW."ordinal")
BEGIN SELECT RAISE(ABORT, 'unique:message_outcome_1_insert'); END;
CREATE TRIGGER "unique_message_outcome_1_update" BEFORE UPDATE ON "message_outcome"
WHEN (NEW."reply" IS DISTINCT FROM OLD."reply" OR NEW."ordinal" IS DISTINCT FROM OLD."ordinal") AND EXISTS (SELECT 1 FROM "message_outcome" WHERE "reply" = NEW."reply" AND "ordinal" = NEW."ordinal" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:message_outcome_1_update'); END;
CREATE TRIGGER "unique_media_change_1_insert" BEFORE INSERT ON "media_change"
WHEN EXISTS (SELECT 1 FROM "media_change" WHERE "number" = NEW."number")
BEGIN SELECT RAISE(ABORT, 'unique:media_change_1_insert'); END;
CREATE TRIGGER "unique_media_change_1_update" BEFORE UPDATE ON "media_change"
WHEN (NEW."number" IS DISTINCT FROM OLD."number") AND EXISTS (SELECT 1 FROM "media_change" WHERE "number" = NEW."number" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:media_change_1_update'); END;
CREATE TRIGGER "unique_packet_reading_1_insert" BEFORE INSERT ON "packet_reading"
WHEN EXISTS (SELECT 1 FROM "packet_reading" WHERE "edition" = NEW."edition" AND "by" = NEW."by" AND "account" = NEW."account")
BEGIN SELECT RAISE(ABORT, 'unique:packet_reading_1_insert'); END;
CREATE TRIGGER "unique_packet_reading_1_update" BEFORE UPDATE ON "packet_reading"
WHEN (NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."by" IS DISTINCT FROM OLD."by" OR NEW."account" IS DISTINCT FROM OLD."account") AND EXISTS (SELECT 1 FROM "packet_reading" WHERE "edition" = NEW."edition" AND "by" = NEW."by" AND "account" = NEW."account" AND rowid <> OLD.rowid)
BEGIN SELECT RAISE(ABORT, 'unique:packet_reading_1_update'); END;
COMMIT;
PRAGMA user_version = 3;
PRAGMA application_id = 1346651475;

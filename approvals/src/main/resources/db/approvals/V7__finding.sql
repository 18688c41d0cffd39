-- Finding requests by whose personal data they belong to, and packs by their case.

create index request_by_applicant on request ((jsonb_object(inputs) ->> 'applicant'), request_no)
  where jsonb_object(inputs) ->> 'applicant' is not null;
comment on index request_by_applicant is
  'By the id of a subject: names and addresses stand in the ledger''s own room of personal data.';

create index pack_by_case on pack (case_id, frozen_at);

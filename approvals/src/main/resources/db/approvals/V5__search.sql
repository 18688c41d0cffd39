-- Finding requests: by the call that acted, by what they are about, by their exact amount.

create index act_by_via on act (via, request_no) where via like 'token %';
comment on index act_by_via is 'A call that is sent twice finds what it did the first time.';

create index request_by_impact on request (impact, currency, request_no);

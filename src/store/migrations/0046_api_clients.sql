-- Other systems: clients of the API, idempotent requests, webhooks (being written).
select 1;

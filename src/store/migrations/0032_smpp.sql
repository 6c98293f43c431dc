-- SMS gateways that speak SMPP.
select 1;

-- Digital domiciles looked up in INAD and INI-PEC (being written).
select 1;

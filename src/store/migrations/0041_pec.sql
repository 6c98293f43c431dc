-- Certified mail: its receipts and its clocks.

select 1;

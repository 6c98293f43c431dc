-- Versions of the texts, who wrote and who approved them, and the languages.

select 1;

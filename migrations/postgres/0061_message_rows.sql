-- Nothing to do: here messages stand in the order in which they came. The number is that of the other database's step.
SELECT 1;

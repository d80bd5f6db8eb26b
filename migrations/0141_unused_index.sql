-- The nearest places are found by the search itself since 0101; nothing reads this index any more.
drop index if exists directory.location_point;

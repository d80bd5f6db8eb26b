-- How far services are is worked out where they are looked for, so that thousands of points need not travel to be put in order;
-- the middle of a postal area is kept, so that it is not worked out from all its addresses at every question.

-- The same haversine as `modules/directory/distance.ts`, in kilometres; a test holds the two against one another. Degrees below 1e-10
-- (a hundredth of a millimetre) count as that much, because the square of a number near nothing is an error here.
create function directory.kilometres(from_latitude float8, from_longitude float8, to_latitude float8, to_longitude float8) returns float8
language sql immutable parallel safe as $$
  select 2 * 6371.0088 * asin(least(1, sqrt(
    sin(radians(greatest(abs(to_latitude - from_latitude), 1e-10)) / 2) ^ 2
    + cos(radians(greatest(abs(from_latitude), 1e-10))) * cos(radians(greatest(abs(to_latitude), 1e-10)))
      * sin(radians(greatest(abs(to_longitude - from_longitude), 1e-10)) / 2) ^ 2)))
$$;
grant execute on function directory.kilometres(float8, float8, float8, float8) to tributary_app;

alter table directory.finder add latitudes float8[] not null default '{}', add longitudes float8[] not null default '{}';
comment on column directory.finder.latitudes is 'C degrees north of each of its places that is on the map, as on its card';
comment on column directory.finder.longitudes is 'C degrees east of the same places, in the same order';

create table directory.area (
  community_id uuid not null,
  area text not null,
  latitude float8 not null,
  longitude float8 not null,
  primary key (community_id, area)
);
select kernel.describe('directory.area', 'The middle of the places of a postal area: of a whole code and of its first half.', '{
  "area": "C letters and digits of the postal code, three or six", "latitude": "C degrees north", "longitude": "C degrees east"}');

-- What stands in the directory already; the owner of the tables is held to their policies, except here.
alter table directory.finder no force row level security;
alter table directory.location no force row level security;
alter table directory.service_at_location no force row level security;
alter table directory.address no force row level security;
update directory.finder t set latitudes = p.latitudes, longitudes = p.longitudes
from (select l.community_id, l.service_id, array_agg(p.latitude::float8 order by l.id) as latitudes, array_agg(p.longitude::float8 order by l.id) as longitudes
  from directory.service_at_location l join directory.location p on p.community_id = l.community_id and p.id = l.location_id
  where p.latitude is not null and p.longitude is not null group by l.community_id, l.service_id) p
where t.community_id = p.community_id and t.id = p.service_id;
insert into directory.area (community_id, area, latitude, longitude)
select a.community_id, left(code, size), avg(p.latitude)::float8, avg(p.longitude)::float8
from (select community_id, location_id, upper(replace(postal_code, ' ', '')) as code from directory.address) a
join directory.location p on p.community_id = a.community_id and p.id = a.location_id
cross join unnest(array[3, 6]) size
where p.latitude is not null and p.longitude is not null and code ~ '^[A-Z]\d[A-Z]' and length(code) >= size
group by a.community_id, left(code, size);
alter table directory.finder force row level security;
alter table directory.location force row level security;
alter table directory.service_at_location force row level security;
alter table directory.address force row level security;

// The 1,000 documents that most documents cite, of one level and in a period if these are given.
// vi: Những văn bản được viện dẫn nhiều nhất, theo cấp ban hành và theo thời kỳ của văn bản viện dẫn.
// group: citations
// $level: level = "" -- level of the cited ones: central-party, national-state, ministry, province-party, province-state, district
// $since: date = "" -- only citations by documents issued on this day or later
// $until: date = "" -- only citations by documents issued on this day or earlier
// -> citing, number, issued, of_level, title; document
MATCH (a:Document)-[:CITES]->(d:Document)
WHERE ($level = '' OR d.level = $level)
  AND ($since = '' OR a.issued >= date(CASE WHEN $since = '' THEN '0001-01-01' ELSE $since END))
  AND ($until = '' OR a.issued <= date(CASE WHEN $until = '' THEN '9999-12-31' ELSE $until END))
WITH d.id AS id, count(*) AS citing
ORDER BY citing DESC, id LIMIT 1000
MATCH (d:Document) WHERE d.id = id
RETURN citing, coalesce(d.number, d.name, d.id) AS number, d.issued AS issued, d.level AS of_level,
       coalesce(d.title, '') AS title, d.id AS document
ORDER BY citing DESC, document

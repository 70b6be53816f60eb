// Documents issued by a day and not replaced by then as a whole; one replaced on an unknown day counts as replaced.
// vi: Văn bản còn hiệu lực tại một ngày: đã ban hành và chưa bị thay thế, bãi bỏ toàn bộ.
// group: force
// $day: date -- the day
// $words: text = "" -- words of the number, name or title
// $level: level = "" -- level: central-party, national-state, ministry, province-party, province-state, district
// -> issued, number, of_level, amended, title; document
MATCH (d:Document)
WHERE d.issued <= date($day) AND d.status = 'issued' AND ($level = '' OR d.level = $level)
  AND ($words = '' OR toLower(coalesce(d.number, '')) CONTAINS toLower($words)
       OR toLower(coalesce(d.name, '')) CONTAINS toLower($words) OR toLower(coalesce(d.title, '')) CONTAINS toLower($words))
OPTIONAL MATCH (n:Document)-[s:SUPERSEDES]->(d)
WHERE s.role <> 'part' AND (n.issued IS NULL OR n.issued <= date($day))
WITH d, count(n) AS replaced
WHERE replaced = 0
OPTIONAL MATCH (n:Document)-[:AMENDS]->(d)
WHERE n.issued <= date($day)
WITH d, count(n) AS amended
RETURN d.issued AS issued, coalesce(d.number, d.name, d.id) AS number, d.level AS of_level, amended,
       coalesce(d.title, '') AS title, d.id AS document
ORDER BY issued, document

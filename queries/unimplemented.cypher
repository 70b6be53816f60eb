// Central documents that are cited but that no document held implements, the 1,000 that most cite.
// vi: Văn bản của Trung ương được viện dẫn nhưng chưa có văn bản nào trong kho triển khai, xếp theo số văn bản viện dẫn.
// group: chains
// $level: level = "central-party" -- level of the documents: central-party or national-state
// -> citing, number, issued, title; document
MATCH (a:Document)-[:CITES]->(d:Document)
WHERE d.level = $level AND d.level IN ['central-party', 'national-state']
  AND NOT EXISTS { MATCH (p:Document)-[:IMPLEMENTS]->(d) WHERE p.loaded }
WITH d.id AS id, count(*) AS citing
ORDER BY citing DESC, id LIMIT 1000
MATCH (d:Document) WHERE d.id = id
RETURN citing, coalesce(d.number, d.name, d.id) AS number, d.issued AS issued, coalesce(d.title, '') AS title, d.id AS document
ORDER BY citing DESC, document

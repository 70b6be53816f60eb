// Documents that are cited but not held, those cited by most documents first.
// vi: Những văn bản được viện dẫn nhưng chưa có toàn văn, xếp theo số văn bản viện dẫn.
// -> document, number, citing
MATCH (a:Document)-[:CITES]->(d:Document)
WHERE d.loaded = false
RETURN d.id AS document, coalesce(d.number, d.name, '') AS number, count(DISTINCT a.id) AS citing
ORDER BY citing DESC, document

// What replaced a document and what amended it and those; then the same of what it replaced itself.
// vi: Văn bản nào đã thay thế, bãi bỏ văn bản này, văn bản nào sửa đổi, bổ sung; rồi cũng vậy với những văn bản mà nó thay thế.
// group: force
// $id: document -- the document
// -> issued, number, replaces, amends, target_number, target_issued; document, target
MATCH (own:Document {id: $id})<-[:SUPERSEDES*0..6]-(m:Document)
WITH own, collect(DISTINCT m.id) AS below
OPTIONAL MATCH (own)-[:SUPERSEDES*1..6]->(m:Document)
WITH below, collect(DISTINCT m.id) AS above
UNWIND below + above AS key
MATCH (m:Document {id: key}) MATCH (a:Document)-[:SUPERSEDES|AMENDS]->(m)
WITH DISTINCT a.id AS document, key AS target, CASE WHEN key IN below THEN 0 ELSE 2 END AS side
MATCH (a:Document {id: document}) MATCH (m:Document {id: target})
OPTIONAL MATCH (a)-[s:SUPERSEDES]->(m)
OPTIONAL MATCH (a)-[c:AMENDS]->(m)
UNWIND [0, 1] AS amending
WITH a, m, side + amending AS place, CASE amending WHEN 0 THEN s.role ELSE '' END AS replaces,
     CASE amending WHEN 1 THEN c.role ELSE '' END AS amends
WHERE replaces IS NOT NULL AND amends IS NOT NULL
RETURN a.issued AS issued, coalesce(a.number, a.name, a.id) AS number, replaces, amends,
       coalesce(m.number, m.name, m.id) AS target_number, m.issued AS target_issued, a.id AS document, m.id AS target
ORDER BY place, coalesce(a.issued, date('9999-12-31')), document, target

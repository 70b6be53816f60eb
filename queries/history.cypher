// What replaced a document and what amended it and those; then the same of what it replaced itself.
// vi: Văn bản nào đã thay thế, bãi bỏ văn bản này, văn bản nào sửa đổi, bổ sung; rồi cũng vậy với những văn bản mà nó thay thế.
// group: force
// $id: document -- the document
// -> issued, number, replaces, amends, target_number, target_issued; document, target
MATCH (own:Document {id: $id})<-[:SUPERSEDES*0..6]-(m:Document)
WITH collect(DISTINCT m.id) AS near
MATCH (a:Document)-[r:SUPERSEDES]->(m:Document) WHERE m.id IN near
RETURN a.issued AS issued, coalesce(a.number, a.name, a.id) AS number, r.role AS replaces, '' AS amends,
       coalesce(m.number, m.name, m.id) AS target_number, m.issued AS target_issued, a.id AS document, m.id AS target
ORDER BY coalesce(a.issued, date('9999-12-31')), document, target
UNION ALL
MATCH (own:Document {id: $id})<-[:SUPERSEDES*0..6]-(m:Document)
WITH collect(DISTINCT m.id) AS near
MATCH (a:Document)-[r:AMENDS]->(m:Document) WHERE m.id IN near
RETURN a.issued AS issued, coalesce(a.number, a.name, a.id) AS number, '' AS replaces, r.role AS amends,
       coalesce(m.number, m.name, m.id) AS target_number, m.issued AS target_issued, a.id AS document, m.id AS target
ORDER BY coalesce(a.issued, date('9999-12-31')), document, target
UNION ALL
MATCH (own:Document {id: $id})-[:SUPERSEDES*1..6]->(m:Document)
WITH collect(DISTINCT m.id) AS near
MATCH (a:Document)-[r:SUPERSEDES]->(m:Document) WHERE m.id IN near
RETURN a.issued AS issued, coalesce(a.number, a.name, a.id) AS number, r.role AS replaces, '' AS amends,
       coalesce(m.number, m.name, m.id) AS target_number, m.issued AS target_issued, a.id AS document, m.id AS target
ORDER BY coalesce(a.issued, date('9999-12-31')), document, target
UNION ALL
MATCH (own:Document {id: $id})-[:SUPERSEDES*1..6]->(m:Document)
WITH collect(DISTINCT m.id) AS near
MATCH (a:Document)-[r:AMENDS]->(m:Document) WHERE m.id IN near
RETURN a.issued AS issued, coalesce(a.number, a.name, a.id) AS number, '' AS replaces, r.role AS amends,
       coalesce(m.number, m.name, m.id) AS target_number, m.issued AS target_issued, a.id AS document, m.id AS target
ORDER BY coalesce(a.issued, date('9999-12-31')), document, target

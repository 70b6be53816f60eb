// What a document replaced and what replaced it, step by step, with what amended each of them.
// vi: Văn bản này thay thế, bãi bỏ văn bản nào, bị văn bản nào thay thế, bãi bỏ, và các văn bản sửa đổi, bổ sung.
// group: force
// $id: document -- the document
// -> issued, number, replaces, amends, target_number, target_issued; document, target
MATCH (own:Document {id: $id})<-[:SUPERSEDES*0..6]-(m:Document)
WITH DISTINCT m
MATCH (m)<-[:SUPERSEDES|AMENDS]-(a:Document)
WITH DISTINCT a, m
OPTIONAL MATCH (a)-[s:SUPERSEDES]->(m)
OPTIONAL MATCH (a)-[t:AMENDS]->(m)
WITH collect({issued: a.issued, number: coalesce(a.number, a.name, a.id), replaces: coalesce(s.role, ''),
     amends: coalesce(t.role, ''), target_number: coalesce(m.number, m.name, m.id), target_issued: m.issued,
     document: a.id, target: m.id}) AS after
MATCH (own:Document {id: $id})-[:SUPERSEDES*0..6]->(m:Document)
WITH DISTINCT after, m
MATCH (m)<-[:SUPERSEDES|AMENDS]-(a:Document)
WITH DISTINCT after, a, m
OPTIONAL MATCH (a)-[s:SUPERSEDES]->(m)
OPTIONAL MATCH (a)-[t:AMENDS]->(m)
WITH after, collect({issued: a.issued, number: coalesce(a.number, a.name, a.id), replaces: coalesce(s.role, ''),
     amends: coalesce(t.role, ''), target_number: coalesce(m.number, m.name, m.id), target_issued: m.issued,
     document: a.id, target: m.id}) AS before
UNWIND after + before AS x
WITH DISTINCT x
RETURN x.issued AS issued, x.number AS number, x.replaces AS replaces, x.amends AS amends,
       x.target_number AS target_number, x.target_issued AS target_issued, x.document AS document, x.target AS target
ORDER BY coalesce(x.issued, date('9999-12-31')), document, target

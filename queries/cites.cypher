// Which documents a document cites, as what, and in how many places.
// vi: Một văn bản viện dẫn những văn bản nào, với vai trò gì, ở bao nhiêu chỗ.
// group: citations
// $id: document -- the document
// -> number, issued, role, count, title; document
MATCH (own:Document {id: $id})-[r:CITES]->(other:Document)
RETURN coalesce(other.number, other.name, other.id) AS number, other.issued AS issued, r.role AS role, r.count AS count,
       coalesce(other.title, '') AS title, other.id AS document
ORDER BY document

// Which documents a document cites, as what, and in how many places.
// vi: Một văn bản viện dẫn những văn bản nào, với vai trò gì, ở bao nhiêu chỗ.
// $id: text -- id of the document
// -> document, number, role, count
MATCH (own:Document {id: $id})-[r:CITES]->(other:Document)
RETURN other.id AS document, coalesce(other.number, other.name, '') AS number, r.role AS role, r.count AS count
ORDER BY document

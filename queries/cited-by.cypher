// Which documents cite a document, as what, and in how many places.
// vi: Những văn bản nào viện dẫn một văn bản, với vai trò gì, ở bao nhiêu chỗ.
// $id: text -- id of the document
// -> document, number, role, count
MATCH (own:Document {id: $id})<-[r:CITES]-(other:Document)
RETURN other.id AS document, coalesce(other.number, other.name, '') AS number, r.role AS role, r.count AS count
ORDER BY document

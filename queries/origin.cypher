// Every step from a document up to the documents that it implements, at most six steps above it.
// vi: Mọi bước từ một văn bản lên những văn bản mà nó triển khai thực hiện, cao tối đa sáu bước.
// group: chains
// $id: document -- the document at the bottom
// -> source, target, role, undecided, confidence, count
MATCH (bottom:Document {id: $id})-[:IMPLEMENTS*0..5]->(a:Document)
WITH DISTINCT a
MATCH (a:Document)-[r:IMPLEMENTS]->(b:Document)
RETURN a.id AS source, b.id AS target, r.role AS role, r.undecided AS undecided,
       r.confidence AS confidence, r.count AS count
ORDER BY source, target

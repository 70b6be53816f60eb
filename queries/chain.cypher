// Every step by which documents implement a document, at most six steps below it.
// vi: Mọi bước triển khai thực hiện một văn bản, sâu tối đa sáu bước.
// group: chains
// $id: document -- the document at the top
// -> source, target, role, undecided, confidence, count
MATCH (b:Document)-[:IMPLEMENTS*0..5]->(top:Document {id: $id})
WITH DISTINCT b
MATCH (a:Document)-[r:IMPLEMENTS]->(b)
RETURN a.id AS source, b.id AS target, r.role AS role, r.undecided AS undecided,
       r.confidence AS confidence, r.count AS count
ORDER BY target, source

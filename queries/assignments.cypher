// Tasks given to bodies whose name holds some words, with their deadlines.
// vi: Nhiệm vụ giao cho những cơ quan có tên chứa các từ đã cho, kèm thời hạn.
// $words: text = "" -- words of the body's name, in upper or lower case
// -> body, role, deadline, document, directive, task
MATCH (d:Directive)-[r:ASSIGNS_TO]->(b:Body)
WHERE $words = '' OR toLower(b.name) CONTAINS toLower($words)
RETURN b.name AS body, r.role AS role, coalesce(r.deadline, d.deadline, '') AS deadline,
       d.document AS document, d.id AS directive, d.task AS task
ORDER BY body, document, directive

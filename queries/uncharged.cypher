// Tasks that no body is charged with.
// vi: Nhiệm vụ chưa giao cho cơ quan nào.
// group: tasks
// $id: document = "" -- only the tasks of this document
// -> due_on, recurrence, deadline, number, item, task; document, directive
MATCH (o:Document)-[:CONTAINS]->(d:Directive)
WHERE ($id = '' OR o.id = $id) AND NOT EXISTS { MATCH (d)-[:ASSIGNS_TO]->(:Body) }
RETURN d.due AS due_on, coalesce(d.recurrence, '') AS recurrence, coalesce(d.deadline, '') AS deadline,
       coalesce(o.number, o.name, o.id) AS number, d.item AS item, d.task AS task, o.id AS document, d.id AS directive
ORDER BY document, directive

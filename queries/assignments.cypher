// Tasks given to a body: by when, in which role, by which document.
// vi: Nhiệm vụ giao cho một cơ quan: thời hạn, vai trò chủ trì hay phối hợp, văn bản giao.
// group: tasks
// $body: body = "" -- the body, in any spelling; every one if not given
// $due: date = "" -- only tasks that fall due by this day
// -> due_on, recurrence, deadline, role, charged, number, item, task; document, directive
MATCH (o:Document)-[:CONTAINS]->(d:Directive)-[r:ASSIGNS_TO]->(b:Body)
WHERE ($body = '' OR b.id = $body) AND ($due = '' OR r.due <= date(CASE WHEN $due = '' THEN '9999-12-31' ELSE $due END))
RETURN r.due AS due_on, coalesce(r.recurrence, '') AS recurrence, coalesce(r.deadline, '') AS deadline, r.role AS role,
       b.name AS charged, coalesce(o.number, o.name, o.id) AS number, d.item AS item, d.task AS task,
       o.id AS document, d.id AS directive
ORDER BY coalesce(r.due, date('9999-12-31')), document, directive, charged, b.id

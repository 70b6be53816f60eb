// How many days passed from a central document to the programmes of provinces for it.
// vi: Từ khi văn bản của Trung ương ban hành đến khi tỉnh, thành phố ban hành văn bản triển khai là bao nhiêu ngày.
// group: chains
// $id: document = "" -- the central document; every one if not given
// -> days, number, issued, programme_number, programme_issued, province; programme, document
MATCH (a:Document)-[:IMPLEMENTS {role: 'document'}]->(b:Document)
WHERE ($id = '' OR b.id = $id) AND b.level IN ['central-party', 'national-state']
  AND a.level IN ['province-party', 'province-state'] AND a.issued IS NOT NULL AND b.issued IS NOT NULL
RETURN a.day_number - b.day_number AS days, coalesce(b.number, b.name, b.id) AS number, b.issued AS issued,
       coalesce(a.number, a.name, a.id) AS programme_number, a.issued AS programme_issued,
       coalesce(a.province, '') AS province, a.id AS programme, b.id AS document
ORDER BY days, programme, document

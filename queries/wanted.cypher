// Documents that are cited but not held, 1,000 of them: first those whose text would carry most chains further.
// vi: Văn bản được viện dẫn nhưng chưa có toàn văn: xếp trước những văn bản mà nếu có thì nối được nhiều chuỗi triển khai nhất.
// group: citations
// -> chains, citing, number, issued; document
MATCH (a:Document)-[:CITES]->(d:Document)
WHERE d.loaded = false
WITH d.id AS id, count(*) AS citing
OPTIONAL MATCH (below:Document)-[:IMPLEMENTS]->(stop:Document)
WHERE stop.id = id AND stop.loaded = false AND NOT stop.level IN ['central-party', 'national-state']
  AND NOT EXISTS { MATCH (stop)-[:IMPLEMENTS]->(:Document) }
WITH id, citing, count(below) AS chains
ORDER BY chains DESC, citing DESC, id LIMIT 1000
MATCH (d:Document) WHERE d.id = id
RETURN chains, citing, coalesce(d.number, d.name, d.id) AS number, d.issued AS issued, d.id AS document
ORDER BY chains DESC, citing DESC, document

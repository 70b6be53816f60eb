// How far a document is carried out on the Party's side and on the State's, from the centre down to the district, and where a side stops.
// vi: Một văn bản được triển khai đến cấp nào theo hệ thống Đảng và theo hệ thống Nhà nước, và bên nào dừng ở cấp nào.
// group: chains
// $id: document -- the document at the top
// -> step, rung, party, party_first, state, state_first, stops
MATCH (top:Document {id: $id})
MATCH (d:Document)-[:IMPLEMENTS*0..6]->(top)
WITH DISTINCT d
OPTIONAL MATCH (d)-[:ISSUED_BY]->(b:Body)
WITH d, min(b.branch) AS branch
WITH d.issued AS issued,
     CASE WHEN d.level IN ['central-party', 'national-state'] THEN 1 WHEN d.level = 'ministry' THEN 2
          WHEN d.level IN ['province-party', 'province-state'] THEN 3 WHEN d.level = 'district' THEN 4 ELSE 0 END AS step,
     CASE WHEN d.level IN ['central-party', 'province-party'] THEN 'party'
          WHEN d.level IN ['national-state', 'ministry', 'province-state'] THEN 'state'
          ELSE coalesce(branch, '') END AS side
WITH collect({step: step, side: side, issued: issued}) AS found
UNWIND [{step: 1, rung: 'centre'}, {step: 2, rung: 'ministry'}, {step: 3, rung: 'province'}, {step: 4, rung: 'district'}] AS r
UNWIND found AS f
WITH r.step AS step, r.rung AS rung,
     sum(CASE WHEN f.side = 'party' AND f.step = r.step THEN 1 ELSE 0 END) AS party,
     min(CASE WHEN f.side = 'party' AND f.step = r.step THEN f.issued END) AS party_first,
     max(CASE WHEN f.side = 'party' THEN f.step ELSE 0 END) AS party_last,
     sum(CASE WHEN f.side = 'state' AND f.step = r.step THEN 1 ELSE 0 END) AS state,
     min(CASE WHEN f.side = 'state' AND f.step = r.step THEN f.issued END) AS state_first,
     max(CASE WHEN f.side = 'state' THEN f.step ELSE 0 END) AS state_last
RETURN step, rung, party, party_first, state, state_first,
       CASE WHEN step = 4 THEN '' WHEN party_last = step AND state_last = step THEN 'both'
            WHEN party_last = step THEN 'party' WHEN state_last = step THEN 'state' ELSE '' END AS stops
ORDER BY step

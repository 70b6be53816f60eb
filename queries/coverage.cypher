// Today's 34 provinces and cities: which have a programme for a document; those merged into them are counted with them.
// vi: 34 tỉnh, thành phố hiện nay: nơi nào đã có văn bản triển khai một văn bản, tính cả các tỉnh, thành phố đã sáp nhập.
// group: chains
// $id: document -- the document that is to be implemented, a central resolution for example
// -> unit, coverage, own, predecessors, cited, first
MATCH (top:Document {id: $id})
MATCH (m:Document)-[:IMPLEMENTS*0..5]->(top)
WITH DISTINCT m
OPTIONAL MATCH (d:Document)-[:IMPLEMENTS {role: 'document'}]->(m)
WHERE d.level IN ['province-party', 'province-state']
WITH DISTINCT d
WITH d.province AS code, sum(CASE WHEN d.loaded THEN 1 ELSE 0 END) AS held,
     sum(CASE WHEN d.loaded = false THEN 1 ELSE 0 END) AS named, min(d.issued) AS issued
WITH collect({code: coalesce(code, 'none'), held: held, named: named, issued: issued}) AS found
UNWIND [
  {rank: 1, unit: 'An Giang', code: 'VN-44', merged: ['VN-47']},
  {rank: 2, unit: 'Bắc Ninh', code: 'VN-56', merged: ['VN-54']},
  {rank: 3, unit: 'Cà Mau', code: 'VN-59', merged: ['VN-55']},
  {rank: 4, unit: 'Cao Bằng', code: 'VN-04', merged: ['']},
  {rank: 5, unit: 'Cần Thơ', code: 'VN-CT', merged: ['VN-52', 'VN-73']},
  {rank: 6, unit: 'Đà Nẵng', code: 'VN-DN', merged: ['VN-27']},
  {rank: 7, unit: 'Đắk Lắk', code: 'VN-33', merged: ['VN-32']},
  {rank: 8, unit: 'Điện Biên', code: 'VN-71', merged: ['']},
  {rank: 9, unit: 'Đồng Nai', code: 'VN-39', merged: ['VN-58']},
  {rank: 10, unit: 'Đồng Tháp', code: 'VN-45', merged: ['VN-46']},
  {rank: 11, unit: 'Gia Lai', code: 'VN-30', merged: ['VN-31']},
  {rank: 12, unit: 'Hà Nội', code: 'VN-HN', merged: ['VN-15']},
  {rank: 13, unit: 'Hà Tĩnh', code: 'VN-23', merged: ['']},
  {rank: 14, unit: 'Hải Phòng', code: 'VN-HP', merged: ['VN-61']},
  {rank: 15, unit: 'Hồ Chí Minh', code: 'VN-SG', merged: ['VN-43', 'VN-57']},
  {rank: 16, unit: 'Huế', code: 'VN-26', merged: ['']},
  {rank: 17, unit: 'Hưng Yên', code: 'VN-66', merged: ['VN-20']},
  {rank: 18, unit: 'Khánh Hòa', code: 'VN-34', merged: ['VN-36']},
  {rank: 19, unit: 'Lai Châu', code: 'VN-01', merged: ['']},
  {rank: 20, unit: 'Lạng Sơn', code: 'VN-09', merged: ['']},
  {rank: 21, unit: 'Lào Cai', code: 'VN-02', merged: ['VN-06']},
  {rank: 22, unit: 'Lâm Đồng', code: 'VN-35', merged: ['VN-40', 'VN-72']},
  {rank: 23, unit: 'Nghệ An', code: 'VN-22', merged: ['']},
  {rank: 24, unit: 'Ninh Bình', code: 'VN-18', merged: ['VN-63', 'VN-67']},
  {rank: 25, unit: 'Phú Thọ', code: 'VN-68', merged: ['VN-14', 'VN-70']},
  {rank: 26, unit: 'Quảng Ngãi', code: 'VN-29', merged: ['VN-28']},
  {rank: 27, unit: 'Quảng Ninh', code: 'VN-13', merged: ['']},
  {rank: 28, unit: 'Quảng Trị', code: 'VN-25', merged: ['VN-24']},
  {rank: 29, unit: 'Sơn La', code: 'VN-05', merged: ['']},
  {rank: 30, unit: 'Tây Ninh', code: 'VN-37', merged: ['VN-41']},
  {rank: 31, unit: 'Thái Nguyên', code: 'VN-69', merged: ['VN-53']},
  {rank: 32, unit: 'Thanh Hóa', code: 'VN-21', merged: ['']},
  {rank: 33, unit: 'Tuyên Quang', code: 'VN-07', merged: ['VN-03']},
  {rank: 34, unit: 'Vĩnh Long', code: 'VN-49', merged: ['VN-50', 'VN-51']}
] AS u
UNWIND found AS f
WITH u.unit AS unit, u.rank AS rank,
     sum(CASE WHEN f.code = u.code THEN f.held ELSE 0 END) AS own,
     sum(CASE WHEN f.code IN u.merged THEN f.held ELSE 0 END) AS predecessors,
     sum(CASE WHEN f.code = u.code OR f.code IN u.merged THEN f.named ELSE 0 END) AS cited,
     min(CASE WHEN f.code = u.code OR f.code IN u.merged THEN f.issued END) AS first
RETURN unit,
       CASE WHEN own > 0 THEN 'own' WHEN predecessors > 0 THEN 'predecessor' WHEN cited > 0 THEN 'cited' ELSE 'none' END
         AS coverage, own, predecessors, cited, first
ORDER BY rank

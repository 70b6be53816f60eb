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
  {unit: 'Hà Nội', code: 'VN-HN', merged: ['VN-15']},
  {unit: 'Cao Bằng', code: 'VN-04', merged: ['']},
  {unit: 'Tuyên Quang', code: 'VN-07', merged: ['VN-03']},
  {unit: 'Điện Biên', code: 'VN-71', merged: ['']},
  {unit: 'Lai Châu', code: 'VN-01', merged: ['']},
  {unit: 'Sơn La', code: 'VN-05', merged: ['']},
  {unit: 'Lào Cai', code: 'VN-02', merged: ['VN-06']},
  {unit: 'Thái Nguyên', code: 'VN-69', merged: ['VN-53']},
  {unit: 'Lạng Sơn', code: 'VN-09', merged: ['']},
  {unit: 'Quảng Ninh', code: 'VN-13', merged: ['']},
  {unit: 'Bắc Ninh', code: 'VN-56', merged: ['VN-54']},
  {unit: 'Phú Thọ', code: 'VN-68', merged: ['VN-14', 'VN-70']},
  {unit: 'Hải Phòng', code: 'VN-HP', merged: ['VN-61']},
  {unit: 'Hưng Yên', code: 'VN-66', merged: ['VN-20']},
  {unit: 'Ninh Bình', code: 'VN-18', merged: ['VN-63', 'VN-67']},
  {unit: 'Thanh Hóa', code: 'VN-21', merged: ['']},
  {unit: 'Nghệ An', code: 'VN-22', merged: ['']},
  {unit: 'Hà Tĩnh', code: 'VN-23', merged: ['']},
  {unit: 'Quảng Trị', code: 'VN-25', merged: ['VN-24']},
  {unit: 'Huế', code: 'VN-26', merged: ['']},
  {unit: 'Đà Nẵng', code: 'VN-DN', merged: ['VN-27']},
  {unit: 'Quảng Ngãi', code: 'VN-29', merged: ['VN-28']},
  {unit: 'Gia Lai', code: 'VN-30', merged: ['VN-31']},
  {unit: 'Khánh Hòa', code: 'VN-34', merged: ['VN-36']},
  {unit: 'Đắk Lắk', code: 'VN-33', merged: ['VN-32']},
  {unit: 'Lâm Đồng', code: 'VN-35', merged: ['VN-40', 'VN-72']},
  {unit: 'Đồng Nai', code: 'VN-39', merged: ['VN-58']},
  {unit: 'Hồ Chí Minh', code: 'VN-SG', merged: ['VN-43', 'VN-57']},
  {unit: 'Tây Ninh', code: 'VN-37', merged: ['VN-41']},
  {unit: 'Đồng Tháp', code: 'VN-45', merged: ['VN-46']},
  {unit: 'Vĩnh Long', code: 'VN-49', merged: ['VN-50', 'VN-51']},
  {unit: 'An Giang', code: 'VN-44', merged: ['VN-47']},
  {unit: 'Cần Thơ', code: 'VN-CT', merged: ['VN-52', 'VN-73']},
  {unit: 'Cà Mau', code: 'VN-59', merged: ['VN-55']}
] AS u
UNWIND found AS f
WITH u.unit AS unit,
     sum(CASE WHEN f.code = u.code THEN f.held ELSE 0 END) AS own,
     sum(CASE WHEN f.code IN u.merged THEN f.held ELSE 0 END) AS predecessors,
     sum(CASE WHEN f.code = u.code OR f.code IN u.merged THEN f.named ELSE 0 END) AS cited,
     min(CASE WHEN f.code = u.code OR f.code IN u.merged THEN f.issued END) AS first
RETURN unit,
       CASE WHEN own > 0 THEN 'own' WHEN predecessors > 0 THEN 'predecessor' WHEN cited > 0 THEN 'cited' ELSE 'none' END
         AS coverage, own, predecessors, cited, first
ORDER BY unit

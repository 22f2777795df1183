-- Jumlah per layanan pada hari {hari}. Kolomnya harus service, measure, value, dan boleh day; kolom lain ditolak.
-- Layanan tanpa permohonan harus muncul dengan 0, karena itu dihitung dari daftar layanan. Yang tidak diketahui: null.
-- {hari} diganti skrip dengan tanggal, misalnya 2026-11-23. Jalan di PostgreSQL, MySQL, dan MariaDB.
--
-- Counts by service for the day {hari}. A service without applications is said as 0; null means unknown.
select l.kode as service, 'received' as measure, count(p.id) as value
from layanan l left join permohonan p
  on p.layanan = l.kode and p.masuk >= '{hari}' and p.masuk < cast('{hari}' as date) + interval '1' day
group by l.kode
union all
select l.kode, 'served', count(p.id)
from layanan l left join permohonan p
  on p.layanan = l.kode and p.selesai >= '{hari}' and p.selesai < cast('{hari}' as date) + interval '1' day
group by l.kode
union all
-- Antrean sekarang; untuk hari lain Pantau mengabaikannya. / The queue as it is now.
select l.kode, 'pending', count(p.id)
from layanan l left join permohonan p on p.layanan = l.kode and p.selesai is null
group by l.kode
order by 1, 2

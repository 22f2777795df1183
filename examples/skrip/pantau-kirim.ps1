# Mengirim jumlah layanan dari basis data ke Pantau. Hanya jumlah; tidak ada data orang.
# Untuk Windows: PowerShell 5.1 atau 7, dengan sqlcmd (SQL Server) atau psql (PostgreSQL); lewat Task Scheduler.
# Cara memasang dan arti status keluar: README.md di sebelah berkas ini.
#
# Pushes service totals out of a database to Pantau. Runs one counting query, queues while offline, sends in order,
# never twice. See README.md.
param(
    [string] $Konfigurasi = (Join-Path $PSScriptRoot 'pantau-kirim.conf'),
    [string] $Hari = 'hari-ini',
    [switch] $Coba
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$SALAH_PAKAI = 1; $KUERI_GAGAL = 2; $BELUM_TERKIRIM = 3; $DITOLAK = 4; $JAM_SALAH = 5; $SEDANG_JALAN = 6
$ADA_DIBUANG = 7; $TOKEN_SALAH = 8
$PALING_BARIS = 2000      # jumlah per layanan tidak sebanyak ini; lebih berarti kueri tidak menghitung
$SELISIH_JAM = 300        # detik
$TUNGGU_SEBENTAR = 30     # detik; Retry-After sampai sekian ditunggu di tempat
$PALING_MENUNGGU = 120    # detik, seluruhnya dalam sekali jalan
$GESER = @{ WIB = 7; WITA = 8; WIT = 9 }
$UTF8 = New-Object System.Text.UTF8Encoding $false
$BAKU = [Globalization.CultureInfo]::InvariantCulture

$script:akhir = 0
$script:geser = 7
$script:menunggu = 0
$script:atur = @{}

# --- catatan dan waktu ---------------------------------------------------------------------------

function Detik { [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() }

function Waktu([long] $detik) {
    [DateTimeOffset]::FromUnixTimeSeconds($detik).ToOffset([TimeSpan]::FromHours($script:geser)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", $BAKU)
}

function Tanggal([long] $detik) { (Waktu $detik).Substring(0, 10) }

# Waktu menurut HTTP menjadi detik sejak 1970; -1 bila tidak terbaca.
function DetikHttp([string] $teks) {
    $hasil = [DateTimeOffset]::MinValue
    if ([DateTimeOffset]::TryParseExact($teks, 'r', $BAKU, [Globalization.DateTimeStyles]::AssumeUniversal, [ref] $hasil)) {
        return $hasil.ToUnixTimeSeconds()
    }
    return -1
}

function Catat([string] $tingkat, [string] $pesan) { [Console]::Out.WriteLine((Waktu (Detik)) + " $tingkat $pesan") }

function Berhenti([int] $status, [string] $pesan) {
    Catat 'GALAT' $pesan
    exit $status
}

# Dari beberapa status, yang paling perlu ditangani yang dipakai.
function Akhiri([int] $status) {
    foreach ($urutan in @($TOKEN_SALAH, $ADA_DIBUANG, $DITOLAK, $KUERI_GAGAL, $BELUM_TERKIRIM)) {
        if ($urutan -eq $status -or $urutan -eq $script:akhir) {
            $script:akhir = $urutan
            return
        }
    }
}

# --- pengaturan ----------------------------------------------------------------------------------

function BacaPengaturan {
    if (-not (Test-Path -LiteralPath $Konfigurasi -PathType Leaf)) { Berhenti $SALAH_PAKAI "pengaturan $Konfigurasi tidak dapat dibaca" }
    $isi = @{
        PANTAU = ''; SUMBER = ''; ZONA = 'WIB'; BASISDATA = ''; HOST = ''; PORT = ''; NAMA = ''; PENGGUNA = ''; SANDI_BERKAS = ''
        TOKEN_BERKAS = ''; KUERI = ''; FOLDER = ''; BATAS_DETIK = '30'; ANTRE_PALING = '700'; CA_BERKAS = ''; IZINKAN_HTTP = 'tidak'
    }
    $nomor = 0
    foreach ($baris in [IO.File]::ReadAllLines($Konfigurasi, $UTF8)) {
        $nomor++
        $baris = $baris.Trim()
        if ($baris -eq '' -or $baris.StartsWith('#')) { continue }
        $pasangan = $baris.Split(@('='), 2, [StringSplitOptions]::None)
        if ($pasangan.Length -ne 2 -or -not $isi.ContainsKey($pasangan[0])) { Berhenti $SALAH_PAKAI "$Konfigurasi baris ${nomor}: kunci tidak dikenal" }
        $isi[$pasangan[0]] = $pasangan[1]
    }
    $dasar = Split-Path -Parent ([IO.Path]::GetFullPath($Konfigurasi))
    foreach ($kunci in @('KUERI', 'FOLDER', 'TOKEN_BERKAS', 'SANDI_BERKAS')) {
        if ($isi[$kunci] -ne '') { $isi[$kunci] = [IO.Path]::Combine($dasar, $isi[$kunci]) }
    }
    $isi.PANTAU = $isi.PANTAU.TrimEnd('/')
    $script:atur = $isi
    if (-not $GESER.ContainsKey($isi.ZONA)) { Berhenti $SALAH_PAKAI 'ZONA: diharapkan WIB, WITA, atau WIT' }
    $script:geser = $GESER[$isi.ZONA]
}

function PeriksaPengaturan {
    $atur = $script:atur
    foreach ($kunci in @('PANTAU', 'SUMBER', 'BASISDATA', 'HOST', 'NAMA', 'KUERI', 'FOLDER')) {
        if ($atur[$kunci] -eq '') { Berhenti $SALAH_PAKAI "$kunci belum diisi di $Konfigurasi" }
    }
    if ($atur.BASISDATA -ne 'sqlserver' -and $atur.BASISDATA -ne 'pgsql') { Berhenti $SALAH_PAKAI 'BASISDATA: diharapkan sqlserver atau pgsql' }
    if ($atur.PORT -eq '') { $atur.PORT = $(if ($atur.BASISDATA -eq 'pgsql') { '5432' } else { '1433' }) }
    if ($atur.SUMBER -cnotmatch '^[a-z0-9-]+$') { Berhenti $SALAH_PAKAI 'SUMBER: diharapkan id sumber data, huruf kecil, angka, dan tanda hubung' }
    foreach ($kunci in @('PORT', 'BATAS_DETIK', 'ANTRE_PALING')) {
        if ($atur[$kunci] -notmatch '^[0-9]{1,5}$' -or [int] $atur[$kunci] -lt 1) { Berhenti $SALAH_PAKAI "${kunci}: diharapkan bilangan 1 sampai 99999" }
    }
    $aman = $atur.PANTAU -match '^https://.' -or $atur.PANTAU -match '^http://(127\.0\.0\.1|localhost)([:/]|$)' -or
        ($atur.IZINKAN_HTTP -eq 'ya' -and $atur.PANTAU -match '^http://.')
    if (-not $aman) { Berhenti $SALAH_PAKAI 'PANTAU: token hanya dikirim lewat https (IZINKAN_HTTP=ya bila jaringannya tertutup)' }
}

# Rahasia dari lingkungan, atau dari baris pertama berkasnya; kosong bila tidak ada.
function Rahasia([string] $variabel, [string] $kunci) {
    $nilai = [Environment]::GetEnvironmentVariable($variabel)
    if ($nilai) { return $nilai }
    $berkas = $script:atur[$kunci]
    if ($berkas -eq '') { return '' }
    if (-not (Test-Path -LiteralPath $berkas -PathType Leaf)) { Berhenti $SALAH_PAKAI "${kunci}: $berkas tidak dapat dibaca" }
    $baris = [IO.File]::ReadAllLines($berkas, $UTF8)
    if ($baris.Length -eq 0) { return '' }
    return $baris[0]
}

# Tepat satu SELECT. Yang dijalankan ialah teks tanpa komentar, yaitu yang diperiksa ini.
function Kueri {
    $berkas = $script:atur.KUERI
    if (-not (Test-Path -LiteralPath $berkas -PathType Leaf)) { Berhenti $SALAH_PAKAI "KUERI: $berkas tidak dapat dibaca" }
    $sql = ([IO.File]::ReadAllText($berkas, $UTF8) -replace '(?m)--.*$', '' -replace '\s', ' ').Trim().TrimEnd(';', ' ')
    if ($sql -notmatch '^(select|with)[^A-Za-z0-9_]') { Berhenti $SALAH_PAKAI 'KUERI: diharapkan satu SELECT (boleh diawali WITH)' }
    if ($sql.Contains(';')) { Berhenti $SALAH_PAKAI 'KUERI: hanya satu perintah; titik koma hanya boleh di akhir' }
    if ($sql.Contains('\') -or $sql.Contains('/*')) { Berhenti $SALAH_PAKAI 'KUERI: tanpa garis miring terbalik dan tanpa /* */; komentar ditulis dengan --' }
    if ($sql -match '(^|[^a-z0-9_])(into|exec|execute|insert|update|delete|merge)([^a-z0-9_]|$)') { Berhenti $SALAH_PAKAI 'KUERI: hanya membaca' }
    return $sql
}

# --- basis data ----------------------------------------------------------------------------------

# Baris-baris keluaran psql atau sqlcmd, judul kolom dulu; $null bila gagal. Kata sandi lewat lingkungan proses anaknya.
function Tanya([string] $sql) {
    $atur = $script:atur
    $perintah = [IO.Path]::Combine($atur.FOLDER, '.kueri.sql')
    $galat = [IO.Path]::Combine($atur.FOLDER, '.galat')
    $pgsql = $atur.BASISDATA -eq 'pgsql'
    if ($pgsql) {
        $awal = "BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = '$($atur.BATAS_DETIK)s'; SET LOCAL lock_timeout = '5s'; SET LOCAL datestyle = 'ISO';"
        $kata = @('-X', '-q', '-w', '-A', '-F', "`t", '-P', 'footer=off', '-P', 'null=\N', '-v', 'ON_ERROR_STOP=1',
            '-h', $atur.HOST, '-p', $atur.PORT, '-U', $atur.PENGGUNA, '-d', $atur.NAMA, '-f', $perintah)
    } else {
        # SQL Server tidak mengenal transaksi hanya-baca: akunnya yang harus hanya boleh SELECT. Semuanya digulung balik.
        $awal = 'SET NOCOUNT ON; SET LOCK_TIMEOUT 5000; BEGIN TRANSACTION;'
        $kata = @('-S', "$($atur.HOST),$($atur.PORT)", '-d', $atur.NAMA, '-l', '10', '-t', $atur.BATAS_DETIK, '-b', '-x', '-X1', '-W',
            '-s', "`t", '-f', '65001', '-i', $perintah)
        $kata += $(if ($atur.PENGGUNA -eq '') { @('-E') } else { @('-U', $atur.PENGGUNA) })
    }
    [IO.File]::WriteAllText($perintah, "$awal`n$sql;`nROLLBACK;`n", $UTF8)
    $sandi = Rahasia 'PANTAU_SANDI_BASISDATA' 'SANDI_BERKAS'
    $ErrorActionPreference = 'Continue'
    try {
        if ($pgsql) { $env:PGPASSWORD = $sandi; $env:PGCLIENTENCODING = 'UTF8'; $env:PGCONNECT_TIMEOUT = '10' } else { $env:SQLCMDPASSWORD = $sandi }
        $nama = $(if ($pgsql) { 'psql' } else { 'sqlcmd' })
        $baris = @(& $nama @kata 2> $galat)
        $status = $LASTEXITCODE
    } finally {
        $env:PGPASSWORD = $null
        $env:SQLCMDPASSWORD = $null
        Remove-Item -LiteralPath $perintah -ErrorAction SilentlyContinue
    }
    if ($status -ne 0) { return $null }
    # Di bawah judul sqlcmd menaruh garis putus-putus.
    $baris = @($baris | ForEach-Object { "$_" } | Where-Object { $_.Trim() -ne '' -and $_ -notmatch "^[-`t ]+$" })
    return , $baris
}

# Baris basis data menjadi kiriman; kosong bila tidak ada. Kolom lain ditolak: hanya jumlah yang boleh keluar.
function Susun([string[]] $baris, [string] $tentang, [string] $kini, [string] $hariIni, [bool] $wajibHari) {
    if ($baris.Length -eq 0) { return '' }
    if ($baris.Length - 1 -gt $PALING_BARIS) { throw "lebih dari $PALING_BARIS baris: ini bukan jumlah per layanan" }
    $kolom = @($baris[0].ToLowerInvariant().Split("`t"))
    foreach ($nama in $kolom) {
        if (@('service', 'measure', 'value', 'day') -notcontains $nama) { throw 'kueri hanya boleh menghasilkan kolom service, measure, value, day' }
    }
    foreach ($nama in @('service', 'measure', 'value')) {
        if ($kolom -notcontains $nama) { throw 'kueri harus menghasilkan kolom service, measure, value' }
    }
    if ($wajibHari -and $kolom -notcontains 'day') { throw 'untuk hari lain kueri harus memakai {hari} atau menghasilkan kolom day' }
    $butir = @()
    $kosong = 0
    for ($i = 1; $i -lt $baris.Length; $i++) {
        $sel = @($baris[$i].Split("`t"))
        if ($sel.Length -ne $kolom.Length) { throw "baris ${i}: jumlah kolomnya lain" }
        $satu = @{}
        for ($k = 0; $k -lt $kolom.Length; $k++) { $satu[$kolom[$k]] = $sel[$k] }
        if (@('\N', 'NULL', '') -contains $satu.value) { $kosong++; continue }
        if ($satu.value -notmatch '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$') { throw "baris ${i}: value bukan bilangan" }
        $milik = $tentang
        if ($satu.ContainsKey('day')) {
            if ($satu.day -notmatch '^[0-9]{4}-[0-9]{2}-[0-9]{2}') { throw "baris ${i}: day bukan tanggal YYYY-MM-DD" }
            $milik = $satu.day.Substring(0, 10)
        }
        if ([string]::CompareOrdinal($milik, $hariIni) -gt 0) { throw "baris ${i}: day $milik belum mulai; hari ini $hariIni" }
        foreach ($nama in @('service', 'measure')) {
            if ($satu[$nama] -eq '' -or $satu[$nama].Length -gt 200 -or $satu[$nama] -match '[\x00-\x1f\x7f"\\]') {
                throw "baris ${i}: $nama kosong, terlalu panjang, atau berisi tanda kutip"
            }
        }
        $saat = $(if ($milik -eq $hariIni) { $kini } else { $milik })
        $butir += '{"service":"' + $satu.service + '","measure":"' + $satu.measure + '","at":"' + $saat + '","value":' + $satu.value + '}'
    }
    if ($kosong -gt 0) { Catat 'INFO' "$kosong nilai kosong dilewati: tidak diketahui bukan nol" }
    if ($butir.Length -eq 0) { return '' }
    return "{`"samples`":[`n" + ($butir -join ",`n") + "`n]}`n"
}

# Menjalankan kueri; kosong bila tidak ada yang dapat dikirim.
function Hitung([string] $sql, [string] $tentang, [string] $kini, [string] $hariIni) {
    $pertanyaan = $sql.Replace('{hari}', $tentang)
    $baris = Tanya $pertanyaan
    if ($null -eq $baris) {
        # Pesannya sendiri tidak dicatat: ia dapat mengutip isi tabel.
        Catat 'GALAT' "kueri gagal, tidak ada yang dikirim untuk ${tentang}; pesannya ada di $([IO.Path]::Combine($script:atur.FOLDER, '.galat'))"
        Akhiri $KUERI_GAGAL
        return ''
    }
    try {
        $isi = Susun $baris $tentang $kini $hariIni ($tentang -ne $hariIni -and $pertanyaan -ceq $sql)
    } catch {
        Catat 'GALAT' "hasil kueri tidak dapat dikirim: $($_.Exception.Message)"
        Akhiri $KUERI_GAGAL
        return ''
    }
    if ($isi -eq '') { Catat 'INFO' "kueri tidak menghasilkan baris untuk ${tentang}: tidak ada yang dikirim (kosong bukan nol)" }
    return $isi
}

# --- antrean -------------------------------------------------------------------------------------

function Di([string] $nama) { [IO.Path]::Combine($script:atur.FOLDER, $nama) }

# Menulis seluruhnya atau tidak sama sekali.
function Tulis([string] $berkas, [string] $isi) {
    $sementara = "$berkas.baru"
    [IO.File]::WriteAllText($sementara, $isi, $UTF8)
    if (Test-Path -LiteralPath $berkas) { [IO.File]::Replace($sementara, $berkas, [NullString]::Value) } else { [IO.File]::Move($sementara, $berkas) }
}

# Kiriman di sebuah folder, yang lama dulu.
function Kiriman([string] $nama) { , @(Get-ChildItem -LiteralPath (Di $nama) -Filter '*.json' | Sort-Object Name) }

function KunciIsi([string] $isi) {
    $sha = [Security.Cryptography.SHA256]::Create()
    return [BitConverter]::ToString($sha.ComputeHash($UTF8.GetBytes($script:atur.SUMBER + "`n" + $isi))).Replace('-', '').ToLowerInvariant()
}

function Antrekan([string] $isi) {
    $kunci = KunciIsi $isi
    $ada = Kiriman 'antre'
    $nomor = 1
    foreach ($satu in $ada) {
        if ($satu.Name.Contains($kunci)) { Catat 'INFO' 'isi yang sama sudah ada di antrean'; return }
        $nomor = 1 + [long] $satu.Name.Split('-')[0]
    }
    Tulis ([IO.Path]::Combine((Di 'antre'), ('{0:d10}-{1}.json' -f $nomor, $kunci))) $isi
    Batasi 'antre' ([int] $script:atur.ANTRE_PALING)
}

# Yang tertua dibuang bila terlalu banyak, dan itu dikatakan.
function Batasi([string] $nama, [int] $paling) {
    $ada = Kiriman $nama
    for ($i = 0; $i -lt $ada.Length - $paling; $i++) {
        Remove-Item -LiteralPath $ada[$i].FullName
        Remove-Item -LiteralPath ($ada[$i].FullName + '.alasan') -ErrorAction SilentlyContinue
        if ($nama -eq 'antre') {
            Catat 'GALAT' "antrean penuh ($paling): kiriman tertua DIBUANG: $($ada[$i].Name)"
            Akhiri $ADA_DIBUANG
        }
    }
}

function Sisihkan($satu, [string] $alasan) {
    $tujuan = [IO.Path]::Combine((Di 'disisihkan'), $satu.Name)
    Tulis "$tujuan.alasan" "$alasan`n"
    Move-Item -LiteralPath $satu.FullName -Destination $tujuan -Force
    Catat 'GALAT' "disisihkan: $($satu.Name): $alasan"
    Akhiri $DITOLAK
    Batasi 'disisihkan' 100
}

# --- mengirim ------------------------------------------------------------------------------------

# Satu pertukaran: Status (0 bila tidak tersambung), Kepala, Isi, Sebab. Pengalihan tidak diikuti.
function Tukar([string] $alamat, [hashtable] $kepala, [string] $isi, [int] $batas) {
    $hasil = @{ Status = 0; Tanggal = ''; Tunggu = ''; Isi = ''; Sebab = '' }
    $jawaban = $null
    try {
        $permintaan = [Net.HttpWebRequest] [Net.WebRequest]::Create($alamat)
        $permintaan.AllowAutoRedirect = $false
        $permintaan.Timeout = $batas * 1000
        $permintaan.ReadWriteTimeout = $batas * 1000
        $permintaan.ServicePoint.Expect100Continue = $false
        foreach ($nama in $kepala.Keys) { $permintaan.Headers.Add($nama, $kepala[$nama]) }
        if ($isi -ne '') {
            $permintaan.Method = 'POST'
            $permintaan.ContentType = 'application/json'
            $bita = $UTF8.GetBytes($isi)
            $aliran = $permintaan.GetRequestStream()
            $aliran.Write($bita, 0, $bita.Length)
            $aliran.Close()
        }
        $jawaban = $permintaan.GetResponse()
    } catch [Net.WebException] {
        $jawaban = $_.Exception.Response
        if ($null -eq $jawaban) { $hasil.Sebab = "$($_.Exception.Status)"; return $hasil }
    }
    try {
        $pembaca = New-Object IO.StreamReader ($jawaban.GetResponseStream(), $UTF8)
        $hasil.Isi = $pembaca.ReadToEnd()
        $hasil.Status = [int] $jawaban.StatusCode
        $hasil.Tanggal = "$($jawaban.Headers['Date'])"
        $hasil.Tunggu = "$($jawaban.Headers['Retry-After'])"
    } catch [IO.IOException], [Net.WebException] {
        $hasil.Sebab = 'sambungan terputus'
    } finally {
        $jawaban.Close()
    }
    return $hasil
}

# Bilangan di berkas keadaan; 0 bila tidak ada.
function Ingatan([string] $nama) {
    $nilai = [long] 0
    if (Test-Path -LiteralPath (Di $nama)) { [void] [long]::TryParse([IO.File]::ReadAllText((Di $nama)).Trim(), [ref] $nilai) }
    return $nilai
}

# Tersambung, dan Koreksi (jam server dikurangi jam mesin ini); berhenti bila jam mesin ini salah hari.
function PeriksaJam {
    $kini = Detik
    $sampai = Ingatan 'tunggu'
    $tersambung = $false
    $server = -1
    if ($sampai -gt $kini -and $sampai - $kini -le 86400) {
        Catat 'INFO' "server minta menunggu sampai $(Waktu $sampai); kiriman disimpan dulu"
    } else {
        $dapat = Tukar ($script:atur.PANTAU + '/health/live') @{} '' 15
        $kini = Detik
        $tersambung = $dapat.Status -gt 0
        $server = DetikHttp $dapat.Tanggal
        if (-not $tersambung) { Catat 'INFO' "Pantau belum dapat dihubungi: $($dapat.Sebab)" }
    }
    if ($server -ge 0) {
        $selisih = [Math]::Abs($kini - $server)
        if ($selisih -gt $SELISIH_JAM) {
            $keduanya = "$(Waktu $kini), menurut server $(Waktu $server)"
            if ((Tanggal $kini) -ne (Tanggal $server)) { Berhenti $JAM_SALAH "JAM MESIN INI SALAH: $keduanya; tidak ada yang dikirim, supaya tidak masuk ke hari yang keliru" }
            Catat 'PERINGATAN' "jam mesin ini selisih $selisih detik dari server ($keduanya); betulkan jamnya"
        }
        Tulis (Di 'jam') "$server`n"
        # Jam server terpotong ke detik; sedetik lebih, supaya bacaan ini tidak mendahului yang tiba di detik yang sama.
        return @{ Koreksi = $server - $kini + 1; Tersambung = $tersambung }
    }
    if ($tersambung) {
        Catat 'INFO' 'server tidak menyebut jamnya; jam mesin ini tidak dapat diperiksa'
    } elseif ($kini + $SELISIH_JAM -lt (Ingatan 'jam')) {
        Berhenti $JAM_SALAH "JAM MESIN INI SALAH: $(Waktu $kini), padahal server sudah menyebut $(Waktu (Ingatan 'jam')); tidak ada yang dikirim"
    }
    return @{ Koreksi = 0; Tersambung = $tersambung }
}

# Retry-After, dalam detik atau sebagai waktu, menjadi detik; paling lama sehari.
function LamaTunggu([string] $minta) {
    $detik = [double] 60
    if ($minta -match '^[0-9]+$') { $detik = [double] $minta } elseif ((DetikHttp $minta) -ge 0) { $detik = (DetikHttp $minta) - (Detik) }
    return [int] [Math]::Max(1, [Math]::Min(86400, $detik))
}

function Alasan($dapat) {
    $sebut = ''
    try {
        $galat = @((ConvertFrom-Json $dapat.Isi).errors)[0]
        $sebut = ', ' + $galat.field + ': ' + $galat.expected
    } catch { $sebut = '' }
    $semua = "server menolak ($($dapat.Status))$sebut" -replace '[\x00-\x1f]', ' '
    return $semua.Substring(0, [Math]::Min(300, $semua.Length))
}

# Mengirim isi antrean, yang lama dulu; apakah semuanya diurus. Yang belum diterima tinggal, supaya urutannya tetap.
function KosongkanAntrean([string] $token, [string] $hariIni) {
    $terkirim = 0
    $habis = $true
    foreach ($satu in (Kiriman 'antre')) {
        $isi = [IO.File]::ReadAllText($satu.FullName, $UTF8)
        $hariTerakhir = [regex]::Matches($isi, '"at":"([0-9-]{10})') | ForEach-Object { $_.Groups[1].Value } | Sort-Object | Select-Object -Last 1
        if ([string]::CompareOrdinal("$hariTerakhir", $hariIni) -gt 0) {
            Sisihkan $satu "harinya belum mulai menurut server ($hariIni); jam mesin ini pernah salah"
            continue
        }
        $kepala = @{ 'Authorization' = "Bearer $token"; 'Idempotency-Key' = (KunciIsi $isi) }
        while ($true) {
            $dapat = Tukar ($script:atur.PANTAU + '/api/v1/push/' + $script:atur.SUMBER) $kepala $isi 60
            $minta = 0
            if ($dapat.Status -eq 429 -or $dapat.Status -eq 503) { $minta = LamaTunggu $dapat.Tunggu }
            $script:menunggu += $minta
            if ($minta -eq 0 -or $minta -gt $TUNGGU_SEBENTAR -or $script:menunggu -gt $PALING_MENUNGGU) { break }
            Start-Sleep -Seconds $minta
        }
        if ($dapat.Status -eq 200 -and $dapat.Isi.Contains('"accepted"')) {
            Remove-Item -LiteralPath $satu.FullName
            $terkirim++
        } elseif (@(400, 413, 422) -contains $dapat.Status) {
            Sisihkan $satu (Alasan $dapat)
        } else {
            BelumDiterima $dapat $minta
            $habis = $false
            break
        }
    }
    if ($terkirim -gt 0) { Catat 'INFO' "$terkirim kiriman diterima Pantau" }
    return $habis
}

function BelumDiterima($dapat, [int] $minta) {
    $status = $BELUM_TERKIRIM
    if ($minta -gt 0) {
        Tulis (Di 'tunggu') "$((Detik) + $minta)`n"
        Catat 'INFO' "server minta menunggu $minta detik ($($dapat.Status))"
    } elseif ($dapat.Status -eq 0) {
        Catat 'INFO' "pengiriman terputus: $($dapat.Sebab)"
    } elseif ($dapat.Status -eq 200) {
        Catat 'GALAT' 'jawaban 200 itu bukan dari Pantau (halaman lain di alamat ini?); kiriman disimpan'
    } elseif ($dapat.Status -ge 500) {
        Catat 'INFO' "server sedang bermasalah ($($dapat.Status))"
    } else {
        Catat 'GALAT' "server tidak menerima token, sumber, atau alamat ini ($($dapat.Status)): periksa PANTAU, SUMBER, dan token"
        $status = $TOKEN_SALAH
    }
    Akhiri $status
}

# --- urutan kerja --------------------------------------------------------------------------------

[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
[Console]::OutputEncoding = $UTF8
if ($Hari -notmatch '^(hari-ini|kemarin|[0-9]{4}-[01][0-9]-[0-3][0-9])$') { Berhenti $SALAH_PAKAI '-Hari: diharapkan hari-ini, kemarin, atau YYYY-MM-DD' }
BacaPengaturan
PeriksaPengaturan
$token = Rahasia 'PANTAU_TOKEN' 'TOKEN_BERKAS'
if ($token -notmatch '^[A-Za-z0-9._~+/=-]+$') { Berhenti $SALAH_PAKAI 'token belum ada atau salah: isi TOKEN_BERKAS, atau variabel lingkungan PANTAU_TOKEN' }
$sql = Kueri
foreach ($nama in @('antre', 'disisihkan')) { [void] [IO.Directory]::CreateDirectory((Di $nama)) }
try {
    $kunci = [IO.File]::Open((Di 'kunci'), [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None)
} catch [IO.IOException] {
    Berhenti $SEDANG_JALAN 'skrip ini masih berjalan; yang ini berhenti'
}
try {
    $jam = $(if ($Coba) { @{ Koreksi = 0; Tersambung = $false } } else { PeriksaJam })
    # Yang menunggu dulu, baru membaca: bacaan yang lebih tua daripada yang sudah sampai diabaikan Pantau.
    $lanjut = $jam.Tersambung -and (KosongkanAntrean $token (Tanggal ((Detik) + $jam.Koreksi)))
    $kini = (Detik) + $jam.Koreksi
    $hariIni = Tanggal $kini
    $tentang = $(if ($Hari -eq 'hari-ini') { $hariIni } elseif ($Hari -eq 'kemarin') { Tanggal ($kini - 86400) } else { $Hari })
    if ([string]::CompareOrdinal($tentang, $hariIni) -gt 0) { Berhenti $SALAH_PAKAI "-Hari $tentang belum mulai; hari ini $hariIni" }
    $isi = Hitung $sql $tentang (Waktu $kini) $hariIni
    if ($Coba) {
        [Console]::Out.Write($isi)
    } else {
        if ($isi -ne '') { Antrekan $isi }
        if ($lanjut) { [void] (KosongkanAntrean $token $hariIni) }
        $tinggal = (Kiriman 'antre').Length
        if ($tinggal -gt 0) {
            Catat 'INFO' "$tinggal kiriman menunggu di antrean"
            Akhiri $BELUM_TERKIRIM
        }
    }
} finally {
    $kunci.Close()
}
exit $script:akhir

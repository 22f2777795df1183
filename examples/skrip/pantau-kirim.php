<?php
/*
 * Mengirim jumlah layanan dari basis data ke Pantau. Hanya jumlah; tidak ada data orang.
 * Untuk hosting bersama: PHP 7.4 ke atas dengan PDO (pdo_mysql atau pdo_pgsql), lewat cron. Tidak dapat dibuka lewat web.
 * Cara memasang dan arti status keluar: README.md di sebelah berkas ini.
 *
 * Pushes service totals out of a database to Pantau, from cron. Runs one read-only query, queues while offline,
 * sends in order, never twice. See README.md.
 */
declare(strict_types=1);

if (PHP_SAPI !== 'cli' && (PHP_SAPI === 'cli-server' || isset($_SERVER['REQUEST_METHOD']) || isset($_SERVER['REMOTE_ADDR']))) {
    http_response_code(404);
    exit;
}

const SALAH_PAKAI = 1;
const KUERI_GAGAL = 2;
const BELUM_TERKIRIM = 3;
const DITOLAK = 4;
const JAM_SALAH = 5;
const SEDANG_JALAN = 6;
const ADA_DIBUANG = 7;
const TOKEN_SALAH = 8;

const PALING_BARIS = 2000;    // jumlah per layanan tidak sebanyak ini; lebih berarti kueri tidak menghitung
const SELISIH_JAM = 300;      // detik
const TUNGGU_SEBENTAR = 30;   // detik; Retry-After sampai sekian ditunggu di tempat
const PALING_MENUNGGU = 120;  // detik, seluruhnya dalam sekali jalan
const PALING_JAWABAN = 1048576;
const GESER = ['WIB' => 25200, 'WITA' => 28800, 'WIT' => 32400];

/** Menghentikan skrip dengan status keluarnya. */
final class Berhenti extends Exception
{
}

/** Kueri atau hasilnya tidak dapat dipakai; pesannya aman dicatat. */
final class Gagal extends Exception
{
}

// --- catatan dan waktu ---------------------------------------------------------------------------

/** Waktu setempat dari detik sejak 1970. Indonesia tidak mengenal jam musim panas. */
function waktu(int $detik): string
{
    $geser = GESER[pengaturan('ZONA')] ?? GESER['WIB'];
    return gmdate('Y-m-d\TH:i:s', $detik + $geser) . sprintf('+%02d:00', $geser / 3600);
}

function hari(int $detik): string
{
    return substr(waktu($detik), 0, 10);
}

/** Waktu menurut HTTP menjadi detik sejak 1970; null bila tidak terbaca. */
function detik_http(?string $teks): ?int
{
    $waktu = $teks === null ? false : DateTime::createFromFormat('D, d M Y H:i:s \G\M\T', $teks, new DateTimeZone('UTC'));
    return $waktu === false ? null : $waktu->getTimestamp();
}

function catat(string $tingkat, string $pesan): void
{
    echo waktu(time()), " $tingkat $pesan\n";
}

/** Dari beberapa status, yang paling perlu ditangani yang dipakai; tanpa isi: yang sekarang. */
function akhir(?int $status = null): int
{
    static $kini = 0;
    if ($status !== null) {
        foreach ([TOKEN_SALAH, ADA_DIBUANG, DITOLAK, KUERI_GAGAL, BELUM_TERKIRIM, 0] as $urutan) {
            if ($urutan === $status || $urutan === $kini) {
                return $kini = $urutan;
            }
        }
    }
    return $kini;
}

// --- pengaturan ----------------------------------------------------------------------------------

/** Satu kunci pengaturan; dengan isi: seluruhnya diganti. */
function pengaturan(string $kunci, ?array $isi = null): string
{
    static $semua = ['ZONA' => 'WIB'];
    if ($isi !== null) {
        $semua = $isi;
    }
    return $semua[$kunci] ?? '';
}

function baca_pengaturan(string $berkas): void
{
    $isi = [
        'PANTAU' => '', 'SUMBER' => '', 'ZONA' => 'WIB', 'BASISDATA' => '', 'HOST' => '', 'PORT' => '', 'NAMA' => '',
        'PENGGUNA' => '', 'SANDI_BERKAS' => '', 'TOKEN_BERKAS' => '', 'KUERI' => '', 'FOLDER' => '', 'BATAS_DETIK' => '30',
        'ANTRE_PALING' => '700', 'CA_BERKAS' => '', 'IZINKAN_HTTP' => 'tidak',
    ];
    $baris = is_readable($berkas) ? file($berkas, FILE_IGNORE_NEW_LINES) : false;
    if ($baris === false) {
        throw new Berhenti("pengaturan $berkas tidak dapat dibaca", SALAH_PAKAI);
    }
    foreach ($baris as $nomor => $satu) {
        $satu = trim($satu);
        if ($satu === '' || $satu[0] === '#') {
            continue;
        }
        $pasangan = explode('=', $satu, 2);
        if (count($pasangan) !== 2 || !isset($isi[$pasangan[0]])) {
            throw new Berhenti("$berkas baris " . ($nomor + 1) . ': kunci tidak dikenal', SALAH_PAKAI);
        }
        $isi[$pasangan[0]] = $pasangan[1];
    }
    if (!isset(GESER[$isi['ZONA']])) {
        throw new Berhenti('ZONA: diharapkan WIB, WITA, atau WIT', SALAH_PAKAI);
    }
    foreach (['PANTAU', 'SUMBER', 'BASISDATA', 'NAMA', 'PENGGUNA', 'KUERI', 'FOLDER'] as $kunci) {
        if ($isi[$kunci] === '') {
            throw new Berhenti("$kunci belum diisi di $berkas", SALAH_PAKAI);
        }
    }
    $isi['PANTAU'] = rtrim($isi['PANTAU'], '/');
    foreach (['KUERI', 'FOLDER', 'CA_BERKAS', 'TOKEN_BERKAS', 'SANDI_BERKAS'] as $kunci) {
        if ($isi[$kunci] !== '' && !preg_match('~^(/|[A-Za-z]:[\\\\/])~', $isi[$kunci])) {
            $isi[$kunci] = dirname($berkas) . '/' . $isi[$kunci];
        }
    }
    pengaturan('', $isi);
    periksa_pengaturan();
}

function periksa_pengaturan(): void
{
    $pantau = pengaturan('PANTAU');
    $aman = preg_match('~^(https://.|http://(127\.0\.0\.1|localhost)([:/]|$))~', $pantau) === 1
        || (pengaturan('IZINKAN_HTTP') === 'ya' && strpos($pantau, 'http://') === 0);
    if (!preg_match('~^https?://[A-Za-z0-9.:/_\~%-]+$~', $pantau)) {
        throw new Berhenti('PANTAU: diharapkan alamat seperti https://pantau.contoh.go.id', SALAH_PAKAI);
    }
    if (!$aman) {
        throw new Berhenti('PANTAU: token hanya dikirim lewat https (IZINKAN_HTTP=ya bila jaringannya tertutup)', SALAH_PAKAI);
    }
    if (!preg_match('/^[a-z0-9-]+$/', pengaturan('SUMBER'))) {
        throw new Berhenti('SUMBER: diharapkan id sumber data, huruf kecil, angka, dan tanda hubung', SALAH_PAKAI);
    }
    if (!in_array(pengaturan('BASISDATA'), ['pgsql', 'mysql'], true)) {
        throw new Berhenti('BASISDATA: diharapkan pgsql atau mysql', SALAH_PAKAI);
    }
    if (!in_array(pengaturan('BASISDATA'), PDO::getAvailableDrivers(), true)) {
        throw new Berhenti('BASISDATA: PHP ini belum punya pdo_' . pengaturan('BASISDATA'), SALAH_PAKAI);
    }
    foreach (['HOST', 'NAMA'] as $kunci) {
        if (preg_match("/[;'\\s]/", pengaturan($kunci))) {
            throw new Berhenti("$kunci: tanpa titik koma, kutip, dan spasi", SALAH_PAKAI);
        }
    }
    foreach (['BATAS_DETIK' => 600, 'ANTRE_PALING' => 99999] as $kunci => $terbesar) {
        $nilai = pengaturan($kunci);
        if (!preg_match('/^[0-9]{1,5}$/', $nilai) || (int) $nilai < 1 || (int) $nilai > $terbesar) {
            throw new Berhenti("$kunci: diharapkan bilangan 1 sampai $terbesar", SALAH_PAKAI);
        }
    }
}

/** Rahasia dari lingkungan, atau dari baris pertama berkas yang hanya dapat dibaca pemiliknya; kosong bila tidak ada. */
function rahasia(string $variabel, string $kunci): string
{
    $nilai = getenv($variabel);
    $berkas = pengaturan($kunci);
    if (($nilai !== false && $nilai !== '') || $berkas === '') {
        return (string) $nilai;
    }
    if (!is_readable($berkas)) {
        throw new Berhenti("$kunci: $berkas tidak dapat dibaca", SALAH_PAKAI);
    }
    if (DIRECTORY_SEPARATOR === '/' && (fileperms($berkas) & 0077) !== 0) {
        throw new Berhenti("$kunci: $berkas dapat dibaca orang lain; jalankan chmod 600 $berkas", SALAH_PAKAI);
    }
    return rtrim((string) strtok((string) file_get_contents($berkas), "\n"), "\r");
}

function token(): string
{
    $token = rahasia('PANTAU_TOKEN', 'TOKEN_BERKAS');
    if ($token === '') {
        throw new Berhenti('token belum ada: isi TOKEN_BERKAS, atau variabel lingkungan PANTAU_TOKEN', SALAH_PAKAI);
    }
    if (!preg_match('~^[A-Za-z0-9._\~+/=-]+$~', $token)) {
        throw new Berhenti('token berisi huruf yang tidak mungkin', SALAH_PAKAI);
    }
    return $token;
}

/** Tepat satu SELECT. Yang dijalankan ialah teks tanpa komentar, yaitu yang diperiksa ini. */
function kueri(): string
{
    $berkas = pengaturan('KUERI');
    if (!is_readable($berkas)) {
        throw new Berhenti("KUERI: $berkas tidak dapat dibaca", SALAH_PAKAI);
    }
    $sql = (string) preg_replace('/--.*$/m', '', (string) file_get_contents($berkas));
    $sql = rtrim(trim(strtr($sql, "\r\n\t", '   ')), '; ');
    if (!preg_match('/^(select|with)[^A-Za-z0-9_]/i', $sql)) {
        throw new Berhenti('KUERI: diharapkan satu SELECT (boleh diawali WITH)', SALAH_PAKAI);
    }
    if (strpos($sql, ';') !== false) {
        throw new Berhenti('KUERI: hanya satu perintah; titik koma hanya boleh di akhir', SALAH_PAKAI);
    }
    if (strpos($sql, '\\') !== false || strpos($sql, '/*') !== false) {
        throw new Berhenti('KUERI: tanpa garis miring terbalik dan tanpa /* */; komentar ditulis dengan --', SALAH_PAKAI);
    }
    if (preg_match('/(^|[^a-z0-9_])into([^a-z0-9_]|$)/i', $sql)) {
        throw new Berhenti('KUERI: hanya membaca; INTO tidak diterima', SALAH_PAKAI);
    }
    return $sql;
}

// --- basis data ----------------------------------------------------------------------------------

function sambung(): PDO
{
    $mysql = pengaturan('BASISDATA') === 'mysql';
    $host = pengaturan('HOST');
    $port = pengaturan('PORT') !== '' ? pengaturan('PORT') : ($mysql ? '3306' : '5432');
    $nama = pengaturan('NAMA');
    $tempat = $mysql && $host !== '' && $host[0] === '/' ? "unix_socket=$host" : "host=$host;port=$port";
    $pilihan = [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_STRINGIFY_FETCHES => true, PDO::ATTR_TIMEOUT => 10];
    if ($mysql) {
        $pilihan[PDO::MYSQL_ATTR_MULTI_STATEMENTS] = false;
        $pilihan[PDO::MYSQL_ATTR_LOCAL_INFILE] = false;
    }
    $dsn = $mysql ? "mysql:$tempat;dbname=$nama;charset=utf8mb4" : "pgsql:$tempat;dbname=$nama;options='--client_encoding=UTF8'";
    return new PDO($dsn, pengaturan('PENGGUNA'), rahasia('PANTAU_SANDI_BASISDATA', 'SANDI_BERKAS'), $pilihan);
}

/** Hasil kueri sebagai [nama kolom, baris-baris], dari transaksi yang hanya boleh membaca. */
function tanya(string $sql): array
{
    $batas = (int) pengaturan('BATAS_DETIK');
    $basisdata = sambung();
    if (pengaturan('BASISDATA') === 'mysql') {
        $mariadb = stripos((string) $basisdata->getAttribute(PDO::ATTR_SERVER_VERSION), 'mariadb') !== false;
        $basisdata->exec($mariadb ? "SET SESSION max_statement_time = $batas" : "SET SESSION max_execution_time = {$batas}000");
        $basisdata->exec('SET SESSION innodb_lock_wait_timeout = 5');
        $basisdata->exec('START TRANSACTION READ ONLY');
    } else {
        $basisdata->exec('BEGIN TRANSACTION READ ONLY');
        $basisdata->exec("SET LOCAL statement_timeout = '{$batas}s'");
        $basisdata->exec("SET LOCAL lock_timeout = '5s'");
        $basisdata->exec("SET LOCAL datestyle = 'ISO'");
    }
    $hasil = $basisdata->query($sql);
    $kolom = [];
    for ($i = 0; $i < $hasil->columnCount(); $i++) {
        $kolom[] = strtolower((string) ($hasil->getColumnMeta($i)['name'] ?? ''));
    }
    $baris = [];
    while (($satu = $hasil->fetch(PDO::FETCH_NUM)) !== false) {
        $baris[] = $satu;
        if (count($baris) > PALING_BARIS) {
            throw new Gagal('lebih dari ' . PALING_BARIS . ' baris: ini bukan jumlah per layanan');
        }
    }
    $hasil->closeCursor();
    $basisdata->exec('ROLLBACK');
    return [$kolom, $baris];
}

/** Pesan galat basis data dapat mengutip isi tabel. Yang di dalam kutip hanya tinggal bila ia nama tabel, kolom, atau akun. */
function aman(string $pesan): string
{
    $pesan = (string) strtok($pesan, "\n");
    $nama = '/(relation|column|table|user|database|role|schema|function) ["\']([A-Za-z0-9_.]+)["\']/i';
    $pesan = (string) preg_replace($nama, '$1 <$2>', $pesan);
    return substr((string) preg_replace(['/"[^"]*"/', "/'[^']*'/", '/[0-9]{6,}/'], ['"…"', "'…'", '…'], $pesan), 0, 300);
}

/** Baris basis data menjadi kiriman; kosong bila tidak ada. Kolom lain daripada empat ini ditolak: hanya jumlah yang boleh keluar. */
function susun(array $kolom, array $baris, string $hari, string $kini, string $hari_ini, bool $wajib_hari): string
{
    foreach ($kolom as $i => $nama) {
        if (!in_array($nama, ['service', 'measure', 'value', 'day'], true)) {
            throw new Gagal('kolom ke-' . ($i + 1) . ' tidak dikenal; kueri hanya boleh menghasilkan service, measure, value, day');
        }
    }
    $letak = array_flip($kolom);
    if (count($letak) !== count($kolom)) {
        throw new Gagal('ada kolom yang muncul dua kali');
    }
    if (!isset($letak['service'], $letak['measure'], $letak['value'])) {
        throw new Gagal('kueri harus menghasilkan kolom service, measure, value');
    }
    if ($wajib_hari && !isset($letak['day'])) {
        throw new Gagal('untuk hari lain kueri harus memakai {hari} atau menghasilkan kolom day');
    }
    $butir = [];
    $kosong = 0;
    foreach ($baris as $i => $satu) {
        $di = 'baris ' . ($i + 1);
        $nilai = $satu[$letak['value']];
        if ($nilai === null || $nilai === '') {
            $kosong++;
            continue;
        }
        if (!preg_match('/^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/D', (string) $nilai)) {
            throw new Gagal("$di: value bukan bilangan");
        }
        $tentang = isset($letak['day']) ? substr((string) $satu[$letak['day']], 0, 10) : $hari;
        if (!preg_match('/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/D', $tentang)) {
            throw new Gagal("$di: day bukan tanggal YYYY-MM-DD");
        }
        if ($tentang > $hari_ini) {
            throw new Gagal("$di: day $tentang belum mulai; hari ini $hari_ini");
        }
        $nama = [];
        foreach (['service', 'measure'] as $apa) {
            $nama[$apa] = (string) $satu[$letak[$apa]];
            if ($nama[$apa] === '' || strlen($nama[$apa]) > 200 || preg_match('/[\x00-\x1f\x7f"\\\\]/', $nama[$apa])) {
                throw new Gagal("$di: $apa kosong, terlalu panjang, atau berisi tanda kutip");
            }
        }
        $saat = $tentang === $hari_ini ? $kini : $tentang;
        $butir[] = "{\"service\":\"{$nama['service']}\",\"measure\":\"{$nama['measure']}\",\"at\":\"$saat\",\"value\":$nilai}";
    }
    if ($kosong > 0) {
        catat('INFO', "$kosong nilai kosong dilewati: tidak diketahui bukan nol");
    }
    return $butir === [] ? '' : "{\"samples\":[\n" . implode(",\n", $butir) . "\n]}\n";
}

/** Menjalankan kueri; kosong bila tidak ada yang dapat dikirim. */
function hitung(string $sql, string $hari, string $kini, string $hari_ini): string
{
    $pertanyaan = str_replace('{hari}', $hari, $sql);
    try {
        [$kolom, $baris] = tanya($pertanyaan);
        $isi = susun($kolom, $baris, $hari, $kini, $hari_ini, $hari !== $hari_ini && $pertanyaan === $sql);
    } catch (PDOException $galat) {
        catat('GALAT', "kueri gagal, tidak ada yang dikirim untuk $hari: " . aman($galat->getMessage()));
        akhir(KUERI_GAGAL);
        return '';
    } catch (Gagal $galat) {
        catat('GALAT', 'hasil kueri tidak dapat dikirim: ' . $galat->getMessage());
        akhir(KUERI_GAGAL);
        return '';
    }
    if ($isi === '') {
        catat('INFO', "kueri tidak menghasilkan baris untuk $hari: tidak ada yang dikirim (kosong bukan nol)");
    }
    return $isi;
}

// --- antrean -------------------------------------------------------------------------------------

function folder(string $di): string
{
    return pengaturan('FOLDER') . '/' . $di;
}

/** Menulis seluruhnya atau tidak sama sekali. */
function tulis(string $berkas, string $isi): void
{
    $sementara = dirname($berkas) . '/.' . basename($berkas);
    if (file_put_contents($sementara, $isi) !== strlen($isi) || !rename($sementara, $berkas)) {
        throw new Berhenti("$berkas tidak dapat ditulis (disk penuh?)", SALAH_PAKAI);
    }
}

/** Kiriman di sebuah folder, yang lama dulu. */
function kiriman(string $di): array
{
    $ada = glob(folder($di) . '/*.json');
    sort($ada);
    return $ada;
}

function kunci_isi(string $isi): string
{
    return hash('sha256', pengaturan('SUMBER') . "\n" . $isi);
}

function antrekan(string $isi): void
{
    $kunci = kunci_isi($isi);
    $ada = kiriman('antre');
    foreach ($ada as $satu) {
        if (strpos($satu, $kunci) !== false) {
            catat('INFO', 'isi yang sama sudah ada di antrean');
            return;
        }
    }
    $nomor = $ada === [] ? 1 : 1 + (int) basename((string) end($ada));
    tulis(folder('antre') . sprintf('/%010d-%s.json', $nomor, $kunci), $isi);
    batasi('antre', (int) pengaturan('ANTRE_PALING'));
}

/** Yang tertua dibuang bila terlalu banyak, dan itu dikatakan. */
function batasi(string $di, int $paling): void
{
    $ada = kiriman($di);
    foreach (array_slice($ada, 0, max(0, count($ada) - $paling)) as $satu) {
        unlink($satu);
        if ($di === 'antre') {
            catat('GALAT', "antrean penuh ($paling): kiriman tertua DIBUANG: " . basename($satu));
            akhir(ADA_DIBUANG);
        } else {
            @unlink("$satu.alasan");
        }
    }
}

function sisihkan(string $satu, string $alasan): void
{
    tulis(folder('disisihkan') . '/' . basename($satu) . '.alasan', "$alasan\n");
    rename($satu, folder('disisihkan') . '/' . basename($satu));
    catat('GALAT', 'disisihkan: ' . basename($satu) . ": $alasan");
    akhir(DITOLAK);
    batasi('disisihkan', 100);
}

// --- mengirim ------------------------------------------------------------------------------------

/** Satu pertukaran: [status, kepala, isi, sebab]; status 0 bila tidak tersambung. Pengalihan tidak diikuti. */
function tukar(string $alamat, array $kepala, ?string $isi, int $batas): array
{
    return function_exists('curl_init') ? lewat_curl($alamat, $kepala, $isi, $batas) : lewat_aliran($alamat, $kepala, $isi, $batas);
}

function lewat_curl(string $alamat, array $kepala, ?string $isi, int $batas): array
{
    $dapat = [];
    $jawaban = '';
    $curl = curl_init($alamat);
    curl_setopt_array($curl, [
        CURLOPT_HTTPHEADER => array_merge($kepala, ['Expect:']),
        CURLOPT_CONNECTTIMEOUT => 10,
        CURLOPT_TIMEOUT => $batas,
        CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
        CURLOPT_HEADERFUNCTION => static function ($sama, string $baris) use (&$dapat): int {
            $dapat[] = rtrim($baris);
            return strlen($baris);
        },
        CURLOPT_WRITEFUNCTION => static function ($sama, string $bagian) use (&$jawaban): int {
            $jawaban .= $bagian;
            return strlen($jawaban) > PALING_JAWABAN ? 0 : strlen($bagian);
        },
    ]);
    if ($isi !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $isi);
    }
    if (pengaturan('CA_BERKAS') !== '') {
        curl_setopt($curl, CURLOPT_CAINFO, pengaturan('CA_BERKAS'));
    }
    if (curl_exec($curl) === false) {
        return [0, [], '', 'curl ' . curl_errno($curl)];
    }
    return [(int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE), kepala($dapat), $jawaban, ''];
}

function lewat_aliran(string $alamat, array $kepala, ?string $isi, int $batas): array
{
    $http = [
        'method' => $isi === null ? 'GET' : 'POST', 'header' => array_merge($kepala, ['Connection: close']), 'content' => (string) $isi,
        'timeout' => $batas, 'ignore_errors' => true, 'follow_location' => 0, 'protocol_version' => 1.1,
    ];
    $tls = pengaturan('CA_BERKAS') === '' ? [] : ['cafile' => pengaturan('CA_BERKAS')];
    error_clear_last();
    $aliran = @fopen($alamat, 'rb', false, stream_context_create(['http' => $http, 'ssl' => $tls]));
    $jawaban = $aliran === false ? false : stream_get_contents($aliran, PALING_JAWABAN + 1);
    $putus = $aliran !== false && stream_get_meta_data($aliran)['timed_out'];
    if ($jawaban === false || $putus || strlen($jawaban) > PALING_JAWABAN) {
        // Hanya keterangan terakhirnya: di depannya alamat yang diminta.
        $kata = explode(': ', (string) (error_get_last()['message'] ?? ''));
        return [0, [], '', aman((string) end($kata))];
    }
    $dapat = stream_get_meta_data($aliran)['wrapper_data'];
    $status = preg_match('~^HTTP/\S+ ([0-9]{3})~', (string) ($dapat[0] ?? ''), $cocok) ? (int) $cocok[1] : 0;
    return [$status, kepala($dapat), $jawaban, ''];
}

/** Kepala jawaban menurut nama berhuruf kecil; bila ada beberapa jawaban (perantara), yang terakhir. */
function kepala(array $baris): array
{
    $kepala = [];
    foreach ($baris as $satu) {
        if (strpos($satu, 'HTTP/') === 0) {
            $kepala = [];
        } elseif (strpos($satu, ':') !== false) {
            [$nama, $isi] = explode(':', $satu, 2);
            $kepala[strtolower($nama)] = trim($isi);
        }
    }
    return $kepala;
}

/** Bilangan di berkas keadaan; 0 bila tidak ada. */
function ingatan(string $nama): int
{
    return (int) trim((string) @file_get_contents(folder($nama)));
}

/** [tersambung, jam server dikurangi jam mesin ini]; berhenti bila jam mesin ini salah hari. */
function periksa_jam(): array
{
    $kini = time();
    $sampai = ingatan('tunggu');
    $tersambung = false;
    $server = null;
    if ($sampai > $kini && $sampai - $kini <= 86400) {
        catat('INFO', 'server minta menunggu sampai ' . waktu($sampai) . '; kiriman disimpan dulu');
    } else {
        [$status, $kepala, , $sebab] = tukar(pengaturan('PANTAU') . '/health/live', [], null, 15);
        $kini = time();
        $tersambung = $status > 0;
        $server = detik_http($kepala['date'] ?? null);
        if (!$tersambung) {
            catat('INFO', "Pantau belum dapat dihubungi: $sebab");
        }
    }
    if ($server !== null) {
        bandingkan_jam($kini, $server);
        tulis(folder('jam'), "$server\n");
        // Jam server terpotong ke detik; sedetik lebih, supaya bacaan ini tidak mendahului yang tiba di detik yang sama.
        return [$tersambung, $server - $kini + 1];
    }
    if ($tersambung) {
        catat('INFO', 'server tidak menyebut jamnya; jam mesin ini tidak dapat diperiksa');
    } elseif ($kini + SELISIH_JAM < ingatan('jam')) {
        throw new Berhenti('JAM MESIN INI SALAH: ' . waktu($kini) . ', padahal server sudah menyebut ' . waktu(ingatan('jam'))
            . '; tidak ada yang dikirim', JAM_SALAH);
    }
    return [$tersambung, 0];
}

function bandingkan_jam(int $kini, int $server): void
{
    $selisih = abs($kini - $server);
    $keduanya = waktu($kini) . ', menurut server ' . waktu($server);
    if ($selisih <= SELISIH_JAM) {
        return;
    }
    if (hari($kini) !== hari($server)) {
        throw new Berhenti("JAM MESIN INI SALAH: $keduanya; tidak ada yang dikirim, supaya tidak masuk ke hari yang keliru", JAM_SALAH);
    }
    catat('PERINGATAN', "jam mesin ini selisih $selisih detik dari server ($keduanya); betulkan jamnya");
}

/** Retry-After, dalam detik atau sebagai waktu, menjadi detik; paling lama sehari. */
function lama_tunggu(array $kepala): int
{
    $minta = $kepala['retry-after'] ?? '';
    if (preg_match('/^[0-9]+$/D', $minta)) {
        return (int) max(1, min(86400, (float) $minta));
    }
    $sampai = detik_http($minta);
    return $sampai === null ? 60 : max(1, min(86400, $sampai - time()));
}

function hari_terakhir(string $isi): string
{
    preg_match_all('/"at":"([0-9-]{10})/', $isi, $cocok);
    return $cocok[1] === [] ? '' : max($cocok[1]);
}

function alasan(int $status, string $jawaban): string
{
    $galat = json_decode($jawaban, true)['errors'][0] ?? [];
    $sebut = isset($galat['field'], $galat['expected']) ? ", {$galat['field']}: {$galat['expected']}" : '';
    return "server menolak ($status)" . substr((string) preg_replace('/[\x00-\x1f]/', ' ', $sebut), 0, 300);
}

/** Mengirim isi antrean, yang lama dulu; apakah semuanya diurus. Yang belum diterima tinggal, supaya urutannya tetap. */
function kosongkan_antrean(string $token, string $hari_ini): bool
{
    static $menunggu = 0;
    $terkirim = 0;
    $habis = true;
    foreach (kiriman('antre') as $satu) {
        $isi = (string) file_get_contents($satu);
        if (hari_terakhir($isi) > $hari_ini) {
            sisihkan($satu, "harinya belum mulai menurut server ($hari_ini); jam mesin ini pernah salah");
            continue;
        }
        $kepala = ["Authorization: Bearer $token", 'Content-Type: application/json', 'Idempotency-Key: ' . kunci_isi($isi)];
        while (true) {
            [$status, $dapat, $jawaban, $sebab] = tukar(pengaturan('PANTAU') . '/api/v1/push/' . pengaturan('SUMBER'), $kepala, $isi, 60);
            $minta = $status === 429 || $status === 503 ? lama_tunggu($dapat) : 0;
            $menunggu += $minta;
            if ($minta === 0 || $minta > TUNGGU_SEBENTAR || $menunggu > PALING_MENUNGGU) {
                break;
            }
            sleep($minta);
        }
        if ($status === 200 && strpos($jawaban, '"accepted"') !== false) {
            unlink($satu);
            $terkirim++;
        } elseif (in_array($status, [400, 413, 422], true)) {
            sisihkan($satu, alasan($status, $jawaban));
        } else {
            belum_diterima($status, $minta, $sebab);
            $habis = false;
            break;
        }
    }
    if ($terkirim > 0) {
        catat('INFO', "$terkirim kiriman diterima Pantau");
    }
    return $habis;
}

function belum_diterima(int $status, int $minta, string $sebab): void
{
    if ($minta > 0) {
        tulis(folder('tunggu'), (time() + $minta) . "\n");
        catat('INFO', "server minta menunggu $minta detik ($status)");
    } elseif ($status === 0) {
        catat('INFO', "pengiriman terputus: $sebab");
    } elseif ($status === 200) {
        catat('GALAT', 'jawaban 200 itu bukan dari Pantau (halaman lain di alamat ini?); kiriman disimpan');
    } elseif ($status >= 500) {
        catat('INFO', "server sedang bermasalah ($status)");
    } else {
        catat('GALAT', "server tidak menerima token, sumber, atau alamat ini ($status): periksa PANTAU, SUMBER, dan token");
        akhir(TOKEN_SALAH);
        return;
    }
    akhir(BELUM_TERKIRIM);
}

// --- urutan kerja --------------------------------------------------------------------------------

/** [berkas pengaturan, hari yang diminta, hanya mencoba] */
function perintah(array $kata): array
{
    $isi = ['--konfigurasi' => __DIR__ . '/pantau-kirim.conf', '--hari' => 'hari-ini'];
    $coba = false;
    for ($i = 1; $i < count($kata); $i++) {
        if ($kata[$i] === '--coba') {
            $coba = true;
        } elseif (isset($isi[$kata[$i]], $kata[$i + 1])) {
            $isi[$kata[$i]] = $kata[++$i];
        } else {
            throw new Berhenti('pantau-kirim.php [--konfigurasi BERKAS] [--hari hari-ini|kemarin|YYYY-MM-DD] [--coba]', SALAH_PAKAI);
        }
    }
    if (!preg_match('/^(hari-ini|kemarin|[0-9]{4}-[01][0-9]-[0-3][0-9])$/D', $isi['--hari'])) {
        throw new Berhenti('--hari: diharapkan hari-ini, kemarin, atau YYYY-MM-DD', SALAH_PAKAI);
    }
    return [$isi['--konfigurasi'], $isi['--hari'], $coba];
}

function jalankan(array $kata): int
{
    [$berkas, $minta, $coba] = perintah($kata);
    baca_pengaturan($berkas);
    $token = token();
    $sql = kueri();
    foreach (['antre', 'disisihkan'] as $di) {
        if (!is_dir(folder($di)) && !@mkdir(folder($di), 0700, true)) {
            throw new Berhenti('FOLDER: ' . folder($di) . ' tidak dapat dibuat', SALAH_PAKAI);
        }
    }
    $kunci = @fopen(folder('kunci'), 'c');
    if ($kunci === false || !flock($kunci, LOCK_EX | LOCK_NB)) {
        throw new Berhenti('skrip ini masih berjalan; yang ini berhenti', SEDANG_JALAN);
    }
    [$tersambung, $koreksi] = $coba ? [false, 0] : periksa_jam();
    // Yang menunggu dulu, baru membaca: bacaan yang lebih tua daripada yang sudah sampai diabaikan Pantau.
    $lanjut = $tersambung && kosongkan_antrean($token, hari(time() + $koreksi));
    $kini = time() + $koreksi;
    $hari_ini = hari($kini);
    $hari = $minta === 'hari-ini' ? $hari_ini : ($minta === 'kemarin' ? hari($kini - 86400) : $minta);
    if ($hari > $hari_ini) {
        throw new Berhenti("--hari $hari belum mulai; hari ini $hari_ini", SALAH_PAKAI);
    }
    $isi = hitung($sql, $hari, waktu($kini), $hari_ini);
    if ($coba) {
        echo $isi;
        return akhir();
    }
    if ($isi !== '') {
        antrekan($isi);
    }
    if ($lanjut) {
        kosongkan_antrean($token, $hari_ini);
    }
    $tinggal = count(kiriman('antre'));
    if ($tinggal > 0) {
        catat('INFO', "$tinggal kiriman menunggu di antrean");
        akhir(BELUM_TERKIRIM);
    }
    return akhir();
}

umask(0077);
try {
    exit(jalankan($_SERVER['argv'] ?? []));
} catch (Berhenti $berhenti) {
    catat('GALAT', $berhenti->getMessage());
    exit($berhenti->getCode());
} catch (Throwable $galat) {
    // Tanpa pesan dan jejaknya: keduanya dapat memuat rahasia.
    catat('GALAT', 'galat yang tidak diduga: ' . get_class($galat) . ' di baris ' . $galat->getLine());
    exit(SALAH_PAKAI);
}

#!/bin/sh
# Mengirim jumlah layanan dari basis data ke Pantau. Hanya jumlah; tidak ada data orang.
# Dijalankan cron tiap beberapa menit. Butuh: sh, awk, sed, curl, flock, sha256sum, dan psql atau mariadb/mysql.
# Cara memasang dan arti status keluar: README.md di sebelah berkas ini.
#
# Pushes service totals out of a database to Pantau, from cron. Runs one read-only query, queues while offline,
# sends in order, never twice. See README.md.
set -u
umask 077
LC_ALL=C
export LC_ALL
TAB=$(printf '\t')

SALAH_PAKAI=1 KUERI_GAGAL=2 BELUM_TERKIRIM=3 DITOLAK=4 JAM_SALAH=5 SEDANG_JALAN=6 ADA_DIBUANG=7 TOKEN_SALAH=8
PALING_BARIS=2000   # jumlah per layanan tidak sebanyak ini; lebih berarti kueri tidak menghitung
SELISIH_JAM=300     # detik
TUNGGU_SEBENTAR=30  # detik; Retry-After sampai sekian ditunggu di tempat
PALING_MENUNGGU=120 # detik, seluruhnya dalam sekali jalan

AKHIR=0

# --- catatan dan waktu --------------------------------------------------------------------------

# Detik sejak 1970 menjadi waktu setempat. Indonesia tidak mengenal jam musim panas, jadi cukup selisih tetap.
waktu() {
  awk -v t="$1" -v geser="$GESER" 'BEGIN {
    t += geser; hari = int(t / 86400); s = t - hari * 86400
    z = hari + 719468; era = int(z / 146097); d = z - era * 146097
    y = int((d - int(d / 1460) + int(d / 36524) - int(d / 146096)) / 365)
    h = d - (365 * y + int(y / 4) - int(y / 100)); b = int((5 * h + 2) / 153)
    tgl = h - int((153 * b + 2) / 5) + 1; bln = b < 10 ? b + 3 : b - 9
    printf "%04d-%02d-%02dT%02d:%02d:%02d+%02d:00", y + era * 400 + (bln <= 2), bln, tgl,
      int(s / 3600), int(s / 60) % 60, s % 60, geser / 3600 }'
}

# Waktu menurut HTTP (Mon, 23 Nov 2026 03:00:00 GMT) menjadi detik sejak 1970; kosong bila tidak terbaca.
detik_http() {
  printf '%s\n' "$1" | awk '{
    b = index("JanFebMarAprMayJunJulAugSepOctNovDec", $3); split($5, j, ":")
    if (NF != 6 || $6 != "GMT" || b == 0 || $4 !~ /^[0-9][0-9][0-9][0-9]$/ || $5 !~ /^[0-9][0-9]:[0-9][0-9]:[0-9][0-9]$/) exit
    m = (b + 2) / 3; y = $4 - (m <= 2); era = int(y / 400); k = y - era * 400
    h = int((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + $2 - 1
    d = era * 146097 + k * 365 + int(k / 4) - int(k / 100) + h - 719468
    printf "%d", d * 86400 + j[1] * 3600 + j[2] * 60 + j[3] }'
}

hari() { waktu "$1" | cut -c1-10; }
sekarang() { date +%s; }
catat() { printf '%s %s %s\n' "$(waktu "$(sekarang)")" "$1" "$2"; }

berhenti() {
  catat GALAT "$2"
  exit "$1"
}

# Dari beberapa status, yang paling perlu ditangani yang dipakai.
akhiri() {
  for urutan in $TOKEN_SALAH $ADA_DIBUANG $DITOLAK $KUERI_GAGAL $BELUM_TERKIRIM; do
    case $urutan in "$1" | "$AKHIR") AKHIR=$urutan && return ;; esac
  done
}

# --- pengaturan ---------------------------------------------------------------------------------

bantuan() {
  cat <<'TEKS'
pantau-kirim.sh [--konfigurasi BERKAS] [--hari hari-ini|kemarin|YYYY-MM-DD] [--coba]
  --konfigurasi  bawaan: pantau-kirim.conf di sebelah skrip ini
  --hari         hari yang dihitung; bawaan hari-ini
  --coba         hanya tampilkan yang akan dikirim; tidak menghubungi Pantau
TEKS
}

baca_pengaturan() {
  [ -r "$KONFIGURASI" ] || berhenti $SALAH_PAKAI "pengaturan $KONFIGURASI tidak dapat dibaca"
  nomor=0
  while IFS= read -r baris || [ -n "$baris" ]; do
    nomor=$((nomor + 1))
    baris=$(printf '%s' "$baris" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//')
    case $baris in '' | '#'*) continue ;; esac
    kunci=${baris%%=*} nilai=${baris#*=}
    case $kunci in
      PANTAU | SUMBER | ZONA | BASISDATA | HOST | PORT | NAMA | PENGGUNA | SANDI_BERKAS | TOKEN_BERKAS | KUERI | FOLDER | \
        BATAS_DETIK | ANTRE_PALING | CA_BERKAS | IZINKAN_HTTP) eval "$kunci=\$nilai" ;;
      *) berhenti $SALAH_PAKAI "$KONFIGURASI baris $nomor: kunci tidak dikenal" ;;
    esac
  done <"$KONFIGURASI"
  case $ZONA in
    WIB) GESER=25200 ;;
    WITA) GESER=28800 ;;
    WIT) GESER=32400 ;;
    *) berhenti $SALAH_PAKAI "ZONA: diharapkan WIB, WITA, atau WIT" ;;
  esac
}

wajib() {
  eval "nilai=\$$1"
  [ -n "$nilai" ] || berhenti $SALAH_PAKAI "$1 belum diisi di $KONFIGURASI"
}

angka() {
  eval "nilai=\$$1"
  case $nilai in
    '' | *[!0-9]* | ??????*) berhenti $SALAH_PAKAI "$1: diharapkan bilangan $2 sampai $3" ;;
  esac
  if [ "$nilai" -lt "$2" ] || [ "$nilai" -gt "$3" ]; then
    berhenti $SALAH_PAKAI "$1: diharapkan bilangan $2 sampai $3"
  fi
}

# Nama berkas di pengaturan dibaca dari folder pengaturannya.
di_sana() {
  case $1 in /*) printf '%s' "$1" ;; *) printf '%s/%s' "$(dirname "$KONFIGURASI")" "$1" ;; esac
}

# Rahasia dari lingkungan, atau dari baris pertama berkas yang hanya dapat dibaca pemiliknya.
rahasia() {
  eval "dari_lingkungan=\${$1:-}"
  if [ -n "$dari_lingkungan" ]; then
    RAHASIA=$dari_lingkungan
    return
  fi
  RAHASIA=
  [ -n "$2" ] || return 0
  berkas=$(di_sana "$2")
  [ -r "$berkas" ] || berhenti $SALAH_PAKAI "$3: $berkas tidak dapat dibaca"
  case $(ls -ldL "$berkas") in
    -r[w-]-------*) ;;
    *) berhenti $SALAH_PAKAI "$3: $berkas dapat dibaca orang lain; jalankan chmod 600 $berkas" ;;
  esac
  IFS= read -r RAHASIA <"$berkas" || true
}

periksa_pengaturan() {
  for kunci in PANTAU SUMBER BASISDATA NAMA PENGGUNA KUERI FOLDER; do wajib "$kunci"; done
  case $BASISDATA in
    pgsql) : "${PORT:=5432}" ;;
    mysql) : "${PORT:=3306}" ;;
    *) berhenti $SALAH_PAKAI "BASISDATA: diharapkan pgsql atau mysql" ;;
  esac
  angka PORT 1 65535
  angka BATAS_DETIK 1 600
  angka ANTRE_PALING 1 99999
  case $SUMBER in *[!a-z0-9-]*) berhenti $SALAH_PAKAI "SUMBER: diharapkan id sumber data, huruf kecil, angka, dan tanda hubung" ;; esac
  PANTAU=${PANTAU%/}
  case $PANTAU in
    *[!A-Za-z0-9.:/_~%-]*) berhenti $SALAH_PAKAI "PANTAU: diharapkan alamat seperti https://pantau.contoh.go.id" ;;
    https://?* | http://127.0.0.1 | http://127.0.0.1[:/]* | http://localhost | http://localhost[:/]*) ;;
    http://?*) [ "$IZINKAN_HTTP" = ya ] || berhenti $SALAH_PAKAI "PANTAU: token hanya dikirim lewat https (IZINKAN_HTTP=ya bila jaringannya tertutup)" ;;
    *) berhenti $SALAH_PAKAI "PANTAU: diharapkan alamat seperti https://pantau.contoh.go.id" ;;
  esac
  rahasia PANTAU_TOKEN "$TOKEN_BERKAS" TOKEN_BERKAS
  TOKEN=$RAHASIA
  case $TOKEN in
    '') berhenti $SALAH_PAKAI "token belum ada: isi TOKEN_BERKAS, atau variabel lingkungan PANTAU_TOKEN" ;;
    *[!A-Za-z0-9._~+/=-]*) berhenti $SALAH_PAKAI "token berisi huruf yang tidak mungkin" ;;
  esac
  rahasia PANTAU_SANDI_BASISDATA "$SANDI_BERKAS" SANDI_BERKAS
  SANDI=$RAHASIA
  KUERI=$(di_sana "$KUERI")
  FOLDER=$(di_sana "$FOLDER")
  [ -z "$CA_BERKAS" ] || CA_BERKAS=$(di_sana "$CA_BERKAS")
}

# Tepat satu SELECT. Yang dijalankan ialah teks tanpa komentar, yaitu yang diperiksa ini.
periksa_kueri() {
  [ -r "$KUERI" ] || berhenti $SALAH_PAKAI "KUERI: $KUERI tidak dapat dibaca"
  SQL=$(sed 's/--.*$//' "$KUERI" | tr '\r\n\t' '   ' | sed 's/^ *//; s/[; ]*$//')
  case $SQL in
    [Ss][Ee][Ll][Ee][Cc][Tt][!A-Za-z0-9_]* | [Ww][Ii][Tt][Hh][!A-Za-z0-9_]*) ;;
    *) berhenti $SALAH_PAKAI "KUERI: diharapkan satu SELECT (boleh diawali WITH)" ;;
  esac
  case $SQL in
    *\;*) berhenti $SALAH_PAKAI "KUERI: hanya satu perintah; titik koma hanya boleh di akhir" ;;
    *\\* | *'/*'*) berhenti $SALAH_PAKAI "KUERI: tanpa garis miring terbalik dan tanpa /* */; komentar ditulis dengan --" ;;
  esac
  if printf '%s' "$SQL" | grep -qiE '(^|[^a-z0-9_])into([^a-z0-9_]|$)'; then
    berhenti $SALAH_PAKAI "KUERI: hanya membaca; INTO tidak diterima"
  fi
}

# --- basis data ---------------------------------------------------------------------------------

# shellcheck disable=SC2317 # dipanggil oleh tanya_*
terbatas() {
  if command -v timeout >/dev/null 2>&1; then timeout $((BATAS_DETIK + 20)) "$@"; else "$@"; fi
}

# shellcheck disable=SC2317 # dipanggil menurut BASISDATA
tanya_pgsql() {
  {
    printf "BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = '%ss'; SET LOCAL lock_timeout = '5s';\n" "$BATAS_DETIK"
    printf "SET LOCAL datestyle = 'ISO';\n%s;\nROLLBACK;\n" "$1"
  } | (
    PGPASSWORD=$SANDI PGCLIENTENCODING=UTF8 PGCONNECT_TIMEOUT=10
    export PGPASSWORD PGCLIENTENCODING PGCONNECT_TIMEOUT
    terbatas psql -X -q -w -A -F "$TAB" -P footer=off -P 'null=\N' -v ON_ERROR_STOP=1 \
      ${HOST:+-h "$HOST"} -p "$PORT" -U "$PENGGUNA" -d "$NAMA"
  )
}

# Kata sandi lewat pipa, bukan baris perintah: yang itu terbaca semua orang di mesin ini.
# shellcheck disable=SC2317 # dipanggil menurut BASISDATA
tanya_mysql() {
  if command -v mariadb >/dev/null 2>&1; then klien=mariadb; else klien=mysql; fi
  case $HOST in /*) tempat="socket=$HOST" ;; *) tempat="host=${HOST:-localhost}" ;; esac
  sandi=$(printf '%s' "$SANDI" | sed 's/[\\"]/\\&/g')
  {
    printf '/*M! SET SESSION max_statement_time = %s */;\n' "$BATAS_DETIK"
    printf '/*!50708 SET SESSION max_execution_time = %s000 */;\n' "$BATAS_DETIK"
    printf 'SET SESSION innodb_lock_wait_timeout = 5;\nSTART TRANSACTION READ ONLY;\n%s;\nROLLBACK;\n' "$1"
  } | terbatas "$klien" --defaults-file=/dev/fd/3 --batch --skip-reconnect --connect-timeout=10 --local-infile=0 \
    --default-character-set=utf8mb4 3<<AKHIR_PILIHAN
[client]
$tempat
port=$PORT
user=$PENGGUNA
password="$sandi"
database=$NAMA
AKHIR_PILIHAN
}

# Pesan galat basis data dapat mengutip isi tabel. Yang di dalam kutip hanya tinggal bila ia nama tabel, kolom, atau akun.
aman() {
  # mariadb mendahului galatnya dengan teks kueri.
  { grep -m 1 ERROR "$1" || head -n 1 "$1"; } | sed -E \
    -e "s/(relation|column|table|user|database|role|schema|function) [\"']([A-Za-z0-9_.]+)[\"']/\\1 <\\2>/Ig" \
    -e "s/\"[^\"]*\"/\"…\"/g; s/'[^']*'/'…'/g; s/[0-9]{6,}/…/g" | cut -c1-300
}

# Baris-baris basis data menjadi kiriman. Kolom lain daripada empat ini ditolak: hanya jumlah yang boleh keluar.
susun() {
  awk -v hari="$1" -v kini="$2" -v hari_ini="$3" -v wajib_hari="$4" -v paling="$PALING_BARIS" '
    function gagal(apa) { print apa > "/dev/stderr"; salah = 1; exit 1 }
    function nama(apa, isi) {
      if (isi == "" || isi ~ /[[:cntrl:]"\\]/ || length(isi) > 200)
        gagal("baris " NR - 1 ": " apa " kosong, terlalu panjang, atau berisi tanda kutip")
      return isi
    }
    BEGIN { FS = "\t" }
    { sub(/\r$/, "") }
    NR == 1 {
      kolom = NF
      for (i = 1; i <= NF; i++) {
        n = tolower($i)
        if (n !~ /^(service|measure|value|day)$/)
          gagal("kolom ke-" i " tidak dikenal; kueri hanya boleh menghasilkan service, measure, value, day")
        if (n in letak) gagal("kolom " n " muncul dua kali")
        letak[n] = i
      }
      if (!("service" in letak) || !("measure" in letak) || !("value" in letak))
        gagal("kueri harus menghasilkan kolom service, measure, value")
      if (wajib_hari && !("day" in letak))
        gagal("untuk hari lain kueri harus memakai {hari} atau menghasilkan kolom day")
      next
    }
    {
      if (NF != kolom) gagal("baris " NR - 1 ": jumlah kolomnya lain")
      if (NR - 1 > paling) gagal("lebih dari " paling " baris: ini bukan jumlah per layanan")
      v = $letak["value"]
      if (v == "\\N" || v == "NULL" || v == "") { kosong++; next }
      if (v !~ /^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/) gagal("baris " NR - 1 ": value bukan bilangan")
      d = hari
      if ("day" in letak) {
        d = substr($letak["day"], 1, 10)
        if (d !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/) gagal("baris " NR - 1 ": day bukan tanggal YYYY-MM-DD")
      }
      if (d > hari_ini) gagal("baris " NR - 1 ": day " d " belum mulai; hari ini " hari_ini)
      printf "%s{\"service\":\"%s\",\"measure\":\"%s\",\"at\":\"%s\",\"value\":%s}", jumlah++ ? ",\n" : "{\"samples\":[\n",
        nama("service", $letak["service"]), nama("measure", $letak["measure"]), d == hari_ini ? kini : d, v
    }
    END {
      if (salah) exit 1
      if (jumlah) print "\n]}"
      if (kosong) print kosong " nilai kosong dilewati: tidak diketahui bukan nol" > "/dev/stderr"
    }'
}

# Menjalankan kueri dan menaruh hasilnya di $FOLDER/.baru; gagal bila tidak ada yang dapat dikirim.
hitung() {
  pertanyaan=$(printf '%s' "$SQL" | sed "s/{hari}/$HARI/g")
  wajib_hari=0
  if [ "$HARI" != "$HARI_INI" ] && [ "$pertanyaan" = "$SQL" ]; then wajib_hari=1; fi
  if ! "tanya_$BASISDATA" "$pertanyaan" >"$FOLDER/.hasil" 2>"$FOLDER/.galat"; then
    catat GALAT "kueri gagal, tidak ada yang dikirim untuk $HARI: $(aman "$FOLDER/.galat")"
    akhiri $KUERI_GAGAL
    return 1
  fi
  if ! susun "$HARI" "$(waktu "$KINI")" "$HARI_INI" "$wajib_hari" <"$FOLDER/.hasil" >"$FOLDER/.baru" 2>"$FOLDER/.galat"; then
    catat GALAT "hasil kueri tidak dapat dikirim: $(head -n 1 "$FOLDER/.galat")"
    akhiri $KUERI_GAGAL
    return 1
  fi
  [ ! -s "$FOLDER/.galat" ] || catat INFO "$(head -n 1 "$FOLDER/.galat")"
  if [ ! -s "$FOLDER/.baru" ]; then
    catat INFO "kueri tidak menghasilkan baris untuk $HARI: tidak ada yang dikirim (kosong bukan nol)"
    return 1
  fi
}

# --- antrean ------------------------------------------------------------------------------------

kunci_isi() {
  { printf '%s\n' "$SUMBER" && cat "$1"; } | sha256sum | cut -c1-64
}

antrekan() {
  kunci=$(kunci_isi "$FOLDER/.baru")
  for ada in "$FOLDER"/antre/*-"$kunci".json; do
    [ ! -e "$ada" ] || { catat INFO "isi yang sama sudah ada di antrean"; return; }
  done
  akhir=0
  for ada in "$FOLDER"/antre/*.json; do
    [ -e "$ada" ] || continue
    akhir=${ada##*/} akhir=${akhir%%-*}
  done
  nomor=$(awk -v n="$akhir" 'BEGIN { printf "%010d", n + 1 }')
  mv "$FOLDER/.baru" "$FOLDER/antre/$nomor-$kunci.json"
  batasi antre "$ANTRE_PALING"
}

# Yang tertua dibuang bila terlalu banyak, dan itu dikatakan.
batasi() {
  banyak=0
  for ada in "$FOLDER/$1"/*.json; do [ ! -e "$ada" ] || banyak=$((banyak + 1)); done
  for ada in "$FOLDER/$1"/*.json; do
    [ "$banyak" -gt "$2" ] || break
    banyak=$((banyak - 1))
    rm -f "$ada" "$ada.alasan"
    [ "$1" = antre ] || continue
    catat GALAT "antrean penuh ($2): kiriman tertua DIBUANG: ${ada##*/}"
    akhiri $ADA_DIBUANG
  done
}

sisihkan() {
  printf '%s\n' "$2" >"$FOLDER/disisihkan/${1##*/}.alasan"
  mv "$1" "$FOLDER/disisihkan/"
  catat GALAT "disisihkan: ${1##*/}: $2"
  akhiri $DITOLAK
  batasi disisihkan 100
}

# --- mengirim -----------------------------------------------------------------------------------

# Satu pertukaran; pengaturan curl, dengan tokennya, lewat pipa. Mengisi STATUS (000: tidak tersambung), KEPALA, JAWABAN.
tukar() {
  rm -f "$FOLDER/.kepala" "$FOLDER/.jawaban"
  STATUS=$(curl -q -sS -K - --proto '=http,https' --connect-timeout 10 --max-time "$1" --max-filesize 1048576 \
    ${CA_BERKAS:+--cacert "$CA_BERKAS"} -D "$FOLDER/.kepala" -o "$FOLDER/.jawaban" -w '%{http_code}' 2>/dev/null)
  SEBAB=$?
  [ "$SEBAB" = 0 ] || STATUS=000
  touch "$FOLDER/.kepala" "$FOLDER/.jawaban"
}

kepala() {
  tr -d '\r' <"$FOLDER/.kepala" | awk -v nama="$1:" '
    /^HTTP\// { isi = "" }
    tolower($1) == nama { isi = $0; sub(/^[^:]*:[ \t]*/, "", isi) }
    END { print isi }'
}

sebab() {
  case $SEBAB in
    6) printf 'nama server tidak dikenal' ;;
    7) printf 'server tidak menerima sambungan' ;;
    28) printf 'server tidak menjawab pada waktunya' ;;
    35 | 51 | 58 | 60 | 77) printf 'sertifikat atau TLS bermasalah' ;;
    *) printf 'sambungan gagal (curl %s)' "$SEBAB" ;;
  esac
}

# Menentukan TERSAMBUNG dan KOREKSI (jam server dikurangi jam mesin ini); berhenti bila jam mesin ini salah hari.
periksa_jam() {
  KINI=$(sekarang)
  tahu=$(cat "$FOLDER/jam" 2>/dev/null || true)
  case $tahu in '' | *[!0-9]*) tahu=0 ;; esac
  if ! masih_menunggu; then
    tukar 15 <<AKHIR_PERMINTAAN
url = "$PANTAU/health/live"
AKHIR_PERMINTAAN
    KINI=$(sekarang)
    if [ "$STATUS" = 000 ]; then
      catat INFO "Pantau belum dapat dihubungi: $(sebab)"
    else
      TERSAMBUNG=ya
    fi
  fi
  server=
  [ "$TERSAMBUNG" = tidak ] || server=$(detik_http "$(kepala date)")
  if [ -n "$server" ]; then
    bandingkan_jam
    printf '%s\n' "$server" >"$FOLDER/.jam" && mv "$FOLDER/.jam" "$FOLDER/jam"
    # Jam server terpotong ke detik; sedetik lebih, supaya bacaan ini tidak mendahului yang tiba di detik yang sama.
    KOREKSI=$((server - KINI + 1))
  elif [ "$TERSAMBUNG" = ya ]; then
    catat INFO "server tidak menyebut jamnya; jam mesin ini tidak dapat diperiksa"
  elif [ $((KINI + SELISIH_JAM)) -lt "$tahu" ]; then
    berhenti $JAM_SALAH "JAM MESIN INI SALAH: $(waktu "$KINI"), padahal server sudah menyebut $(waktu "$tahu"); tidak ada yang dikirim"
  fi
}

# Menentukan KINI dan HARI_INI menurut server; tanpa server menurut mesin ini.
lihat_jam() {
  KINI=$(($(sekarang) + KOREKSI))
  HARI_INI=$(hari "$KINI")
}

bandingkan_jam() {
  selisih=$((KINI - server))
  besar=${selisih#-}
  [ "$besar" -gt $SELISIH_JAM ] || return 0
  if [ "$(hari "$KINI")" != "$(hari "$server")" ]; then
    berhenti $JAM_SALAH "JAM MESIN INI SALAH: $(waktu "$KINI"), menurut server $(waktu "$server"); tidak ada yang dikirim, supaya tidak masuk ke hari yang keliru"
  fi
  catat PERINGATAN "jam mesin ini selisih $besar detik dari server ($(waktu "$KINI"), menurut server $(waktu "$server")); betulkan jamnya"
}

masih_menunggu() {
  sampai=$(cat "$FOLDER/tunggu" 2>/dev/null || true)
  case $sampai in '' | *[!0-9]*) return 1 ;; esac
  sisa=$((sampai - KINI))
  if [ "$sisa" -le 0 ] || [ "$sisa" -gt 86400 ]; then
    rm -f "$FOLDER/tunggu"
    return 1
  fi
  catat INFO "server minta menunggu sampai $(waktu "$sampai"); kiriman disimpan dulu"
}

# Retry-After, dalam detik atau sebagai waktu, menjadi detik; paling lama sehari.
lama_tunggu() {
  minta=$(kepala retry-after)
  case $minta in
    '') minta=60 ;;
    *[!0-9]*)
      minta=$(detik_http "$minta")
      if [ -n "$minta" ]; then minta=$((minta - $(sekarang))); else minta=60; fi
      ;;
    ??????*) minta=86400 ;;
  esac
  [ "$minta" -ge 1 ] || minta=1
  [ "$minta" -le 86400 ] || minta=86400
}

belum_mulai() { [ "$(printf '%s' "${1:-0}" | tr -d -)" -gt "$(printf '%s' "$HARI_INI" | tr -d -)" ]; }
hari_terakhir() { sed -n 's/.*"at":"\([0-9-]\{10\}\).*/\1/p' "$1" | sort | tail -n 1; }

alasan() {
  sebut=$(tr -d '\r\n' <"$FOLDER/.jawaban" |
    sed -n 's/.*"errors": *\[ *{ *"field": *"\([^"]*\)", *"expected": *"\([^"]*\)".*/\1: \2/p' | cut -c1-300)
  printf 'server menolak (%s)%s' "$STATUS" "${sebut:+, }$sebut"
}

kirim_satu() {
  tukar 60 <<AKHIR_PERMINTAAN
url = "$PANTAU/api/v1/push/$SUMBER"
header = "Authorization: Bearer $TOKEN"
header = "Content-Type: application/json"
header = "Idempotency-Key: $(kunci_isi "$1")"
header = "Expect:"
data-binary = "@$1"
AKHIR_PERMINTAAN
}

# Mengirim isi antrean, yang lama dulu. Yang belum diterima tinggal, supaya urutannya tetap.
kosongkan_antrean() {
  terkirim=0
  for kiriman in "$FOLDER"/antre/*.json; do
    [ -e "$kiriman" ] || continue
    if belum_mulai "$(hari_terakhir "$kiriman")"; then
      sisihkan "$kiriman" "harinya belum mulai menurut server ($HARI_INI); jam mesin ini pernah salah"
      continue
    fi
    while :; do
      kirim_satu "$kiriman"
      case $STATUS in 429 | 503) ;; *) break ;; esac
      lama_tunggu
      menunggu=$((menunggu + minta))
      if [ "$minta" -gt $TUNGGU_SEBENTAR ] || [ "$menunggu" -gt $PALING_MENUNGGU ]; then break; fi
      sleep "$minta"
    done
    terima_jawaban "$kiriman" || { TERSAMBUNG=tidak && break; }
  done
  [ "$terkirim" = 0 ] || catat INFO "$terkirim kiriman diterima Pantau"
}

# Berhasil bila kiriman berikutnya boleh menyusul.
terima_jawaban() {
  case $STATUS in
    200)
      if grep -q '"accepted"' "$FOLDER/.jawaban"; then
        rm -f "$1"
        terkirim=$((terkirim + 1))
        return 0
      fi
      catat GALAT "jawaban 200 itu bukan dari Pantau (halaman lain di alamat ini?); kiriman disimpan"
      akhiri $BELUM_TERKIRIM
      ;;
    400 | 413 | 422)
      sisihkan "$1" "$(alasan)"
      return 0
      ;;
    429 | 503)
      printf '%s\n' "$(($(sekarang) + minta))" >"$FOLDER/.tunggu" && mv "$FOLDER/.tunggu" "$FOLDER/tunggu"
      catat INFO "server minta menunggu $minta detik ($STATUS)"
      akhiri $BELUM_TERKIRIM
      ;;
    000)
      catat INFO "pengiriman terputus: $(sebab)"
      akhiri $BELUM_TERKIRIM
      ;;
    5*)
      catat INFO "server sedang bermasalah ($STATUS)"
      akhiri $BELUM_TERKIRIM
      ;;
    *)
      catat GALAT "server tidak menerima token, sumber, atau alamat ini ($STATUS): periksa PANTAU, SUMBER, dan token"
      akhiri $TOKEN_SALAH
      ;;
  esac
  return 1
}

# --- urutan kerja -------------------------------------------------------------------------------

GESER=25200
PANTAU='' SUMBER='' ZONA=WIB BASISDATA='' HOST='' PORT='' NAMA='' PENGGUNA='' SANDI_BERKAS='' TOKEN_BERKAS='' KUERI=''
FOLDER='' BATAS_DETIK=30 ANTRE_PALING=700 CA_BERKAS='' IZINKAN_HTTP=tidak
KONFIGURASI=$(dirname "$0")/pantau-kirim.conf MINTA=hari-ini COBA=tidak
while [ $# -gt 0 ]; do
  case $1 in
    --konfigurasi | --hari)
      [ $# -gt 1 ] || berhenti $SALAH_PAKAI "$1 butuh nilai"
      if [ "$1" = --hari ]; then MINTA=$2; else KONFIGURASI=$2; fi
      shift
      ;;
    --coba) COBA=ya ;;
    --bantuan | --help) bantuan && exit 0 ;;
    *)
      bantuan >&2
      exit $SALAH_PAKAI
      ;;
  esac
  shift
done
case $MINTA in
  hari-ini | kemarin | [0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]) ;;
  *) berhenti $SALAH_PAKAI "--hari: diharapkan hari-ini, kemarin, atau YYYY-MM-DD" ;;
esac
baca_pengaturan
periksa_pengaturan
periksa_kueri
mkdir -p "$FOLDER/antre" "$FOLDER/disisihkan" || berhenti $SALAH_PAKAI "FOLDER: $FOLDER tidak dapat dibuat"
exec 9>"$FOLDER/kunci" || berhenti $SALAH_PAKAI "FOLDER: $FOLDER tidak dapat ditulisi"
flock -n 9 || berhenti $SEDANG_JALAN "skrip ini masih berjalan; yang ini berhenti"

TERSAMBUNG=tidak KOREKSI=0 menunggu=0
if [ $COBA = tidak ]; then periksa_jam; fi
lihat_jam
# Yang menunggu dulu, baru membaca: bacaan yang lebih tua daripada yang sudah sampai diabaikan Pantau.
if [ $TERSAMBUNG = ya ]; then kosongkan_antrean; fi
lihat_jam
case $MINTA in
  hari-ini) HARI=$HARI_INI ;;
  kemarin) HARI=$(hari $((KINI - 86400))) ;;
  *) HARI=$MINTA ;;
esac
if belum_mulai "$HARI"; then berhenti $SALAH_PAKAI "--hari $HARI belum mulai; hari ini $HARI_INI"; fi
if hitung; then
  if [ $COBA = ya ]; then cat "$FOLDER/.baru"; else antrekan; fi
fi
if [ $TERSAMBUNG = ya ]; then kosongkan_antrean; fi
tinggal=0
for ada in "$FOLDER"/antre/*.json; do [ ! -e "$ada" ] || tinggal=$((tinggal + 1)); done
if [ $COBA = tidak ] && [ "$tinggal" -gt 0 ]; then
  catat INFO "$tinggal kiriman menunggu di antrean"
  akhiri $BELUM_TERKIRIM
fi
rm -f "$FOLDER/.hasil" "$FOLDER/.galat" "$FOLDER/.baru" "$FOLDER/.kepala" "$FOLDER/.jawaban"
exit "$AKHIR"

package org.pantau.bench;

import java.util.Map;
import java.util.stream.Collectors;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;

/** Feeds as they really are, with the expressions a real answer takes: envelopes, signatures, sealed lists, metrics and SOAP. */
final class HarderFeeds {

    /** Secret under which {@code izin-sicantik-splp} is sealed. */
    static final String SALT = "garam";

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies: [{id: opd, name: OPD, services: [{id: mpp, name: MPP}]}]
            feeds:
              - id: rsud-antrean-bpjs
                agency: 33.08/opd
                vars: {consId: "4711"}
                request: {url: "http://127.0.0.1:1/{day}", for_each: {day: {window: [today, -3d], past_every: 6h}}}
                auth: {kind: hmac, sign: "{consId}&{epoch}", secret: "env:S", headers: {X-cons-id: "{consId}", X-signature: "{sig}"}}
                read: json
                success: '$string(metadata.code) in ["200","1"]'
                empty: '$boolean(metadata.message ~> /no content|tidak ada/i)'
                rows: response.list
                row: {service: kodepoli, name: namapoli, at: tanggal, as_of: '$fromMillis(insertdate)'}
                measures:
                  received: {value: jumlah_antrean, semantics: since_boundary, of: kunjungan}
                  wait: {value: 'avg_waktu_task3 > 0 ? avg_waktu_task3', unit: s, semantics: since_boundary, weight: jumlah_antrean}
                  handling: {value: 'avg_waktu_task4 > 0 ? avg_waktu_task4', unit: s, semantics: since_boundary, weight: jumlah_antrean}
              - id: puskesmas-antrean
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/{poli}/{day}", for_each: {poli: ["001","002","003"], day: {only: today}}}
                auth: {kind: login, get: "http://127.0.0.1:1/auth", token: response.token, send: {X-Token: "{token}"}}
                relogin_when: '$boolean(metadata.message ~> /access denied/i)'
                decode: [html_unescape]
                read: json
                success: '$string(metadata.code) = "200"'
                zero: '$boolean(metadata.message ~> /belum ada antrian/i)'
                rows: $
                row: {service: $poli, name: response.namapoli, at: $day}
                measures:
                  received: {value: '$num(response.totalantrean)', semantics: since_boundary, of: kunjungan}
                  pending: {value: '$num(response.sisaantrean)'}
              - id: dukcapil-layanan
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/?date={day}", for_each: {day: {window: [today, -7d], zone: Asia/Makassar}}}
                read: json
                success: '$exists($[0].categoryKey) or $ = []'
                rows: '$.data'
                row: {service: '$string(subCategoryKey)', name: subCategoryName, at: $day}
                measures:
                  received: {value: statistic.submitted, semantics: since_boundary, of: permohonan}
                  served: {value: statistic.completed, semantics: since_boundary, of: permohonan}
                  returned: {value: 'statistic.returnedFromFO + statistic.returnedFromValidator', semantics: since_boundary, of: permohonan}
                  pending: {value: 'statistic.unprocessed + statistic.inReview', only_when: '$day = $today'}
              - id: izin-sicantik-splp
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/?tgl_awal={from}&tgl_akhir={to}", window: {from: first_of_month-1M, to: today}}
                decode: [{splp_gcm: {field: data, salt: "env:SALT"}}]
                read: json
                rows: items
                keep_columns: [id, jenis_izin_id, jenis_izin, tgl_pengajuan, tgl_penetapan, tgl_signed_report, status]
                success: '$type(items) = "array" or $type($) = "array"'
                gateway_error: '$exists(fault) or $boolean($string(code) ~> /^90\\d{4}$/)'
                semantics: events
                events:
                  id: id
                  service: '$string(jenis_izin_id)'
                  name: jenis_izin
                  count: {received: tgl_pengajuan, served: '[tgl_signed_report, tgl_penetapan][$ and $not($ in ["","0000-00-00"])][0]'}
                  recount: window
              - id: portal-haproxy
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/metrics"}
                read: metrics
                rows: '$[name="haproxy_backend_http_responses_total"]'
                row: {service: labels.proxy}
                measures:
                  served: {value: 'labels.code in ["2xx","3xx"] ? value', reduce: sum, semantics: since_start, of: transaksi}
                  failed: {value: 'labels.code = "5xx" ? value', reduce: sum, semantics: since_start, of: transaksi}
              - id: zabbix-web-check
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/api_jsonrpc.php", json: {jsonrpc: "2.0", method: item.get, auth: "{token}", id: 1}}
                auth: {kind: login, post: {jsonrpc: "2.0", method: user.login, id: 1}, token: result}
                relogin_when: '$boolean(error.data ~> /re-login|Session/)'
                read: json
                success: '$exists(result)'
                rows: 'result[lastclock != "0"]'
                row: {service: key_, at: '$fromMillis($number(lastclock)*1000)'}
                measures:
                  app_response: {value: '$number(lastvalue)', unit_from: units}
              - id: splp-xroad-health
                agency: 33.08/opd
                request: {method: POST, url: "http://127.0.0.1:1/", body: "<a/>", headers: {Content-Type: text/xml}}
                read: xml
                success: '$exists(**.servicesEvents)'
                rows: '**.serviceEvents'
                row: {service: 'service.subsystemCode & "/" & service.serviceCode'}
                measures:
                  served: {value: '$number(lastPeriodStatistics.successfulRequestCount)', semantics: windowed, of: transaksi, window_s: '$number($doc.**.statisticsPeriodSeconds)'}
                  app_response: {value: '$number(lastPeriodStatistics.requestAverageDuration)', unit: ms, semantics: windowed, window_s: '$number($doc.**.statisticsPeriodSeconds)'}
              - id: mpp-antrian
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/"}
                read: json
                rows: trend
                row: {service: '"mpp"', at: date, as_of: '$doc.updated_at'}
                measures:
                  received: {value: total, semantics: per_period, period: day, of: kunjungan}
              - id: opd-dibalik-nat
                agency: 33.08/opd
                push: {accept: [json], token: "env:PUSH_TOKEN", expect_every: 5m}
                measures:
                  pending: {value: value}
                  served: {value: value, semantics: since_boundary, of: dokumen}
                services: {mpp: 33.08/opd/mpp}
            """;

    private HarderFeeds() {}

    /** By their ids. */
    static Map<String, Feed> all() {
        var reading = CatalogueReader.read("bench.yaml", CATALOGUE);
        return reading
                .catalogue()
                .orElseThrow(() -> new IllegalStateException(reading.mistakes().toString()))
                .feeds()
                .stream()
                .collect(Collectors.toMap(Feed::id, feed -> feed));
    }
}

package org.pantau.catalogue;

import static org.pantau.catalogue.GoodCatalogue.rule;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad catalogue for each rule of the tree and of feeds, with the exact words a writer gets to read. */
class TreeMistakesTest {

    static Stream<Arguments> places() {
        String service = "governments[33.08].agencies[opd].services[satu].";
        return Stream.of(
                rule("shared:", "sharde:", 1, "sharde: unknown key, did you mean shared?"),
                rule(
                        "code: \"33.08\"",
                        "code: Magelang",
                        3,
                        "governments[Magelang].code: 'Magelang' is no region code, expected PP or PP.KK such as \"33\" or"
                                + " \"33.08\""),
                rule(
                        "name: Kabupaten Magelang",
                        "name: Kabupaten Magelang\n    zone: Asia/Singapore",
                        5,
                        "governments[33.08].zone: 'Asia/Singapore' is no zone of Indonesia, expected Asia/Jakarta (WIB),"
                                + " Asia/Pontianak (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)"),
                rule(
                        "name: Kabupaten Magelang",
                        "name: Kabupaten Magelang\n    population: 1.345.662",
                        5,
                        "governments[33.08].population: '1.345.662' is not allowed, expected a whole number from 0 to"
                                + " 400000000"),
                rule("name: Kabupaten Magelang", "name:", 4, "governments[33.08].name: is empty, expected text"),
                rule(
                        "- id: opd",
                        "- id: OPD",
                        6,
                        "governments[33.08].agencies[OPD].id: 'OPD' is not allowed, expected lower-case letters, digits and"
                                + " dashes"),
                rule(
                        "{id: dua",
                        "{id: satu",
                        10,
                        "governments[33.08].agencies[opd].services[satu].id: '33.08/opd/satu' is already declared at k.yaml:9,"
                                + " expected it once"),
                rule(
                        "hours: kantor",
                        "hours: kantor, hours: 24/7",
                        9,
                        service + "hours: appears twice, first at line 9, expected it once"),
                rule(
                        "hours: kantor",
                        "hours: pagi",
                        9,
                        service
                                + "hours: 'pagi' is not understood, expected 24/7, kantor, or days and times such as 'Sen-Jum"
                                + " 07.30-15.00; Sab 08.00-12.00' (add '; libur buka' where holidays do not close it)"),
                rule(
                        "hours: kantor",
                        "standard: secepatnya",
                        9,
                        service
                                + "standard: 'secepatnya' is no standard time, expected for example '24 jam', '7 hari kerja' or"
                                + " '5 - 10 menit'"),
                rule(
                        "hours: kantor",
                        "targets: {response: 0ms}",
                        9,
                        service
                                + "targets.response: '0ms' is not allowed, expected a duration from 1ms to 10m such as 800ms,"
                                + " 60s, 5m, 2h or 14d"),
                rule(
                        "hours: kantor",
                        "targets: {availability: 99.5}",
                        9,
                        service
                                + "targets.availability: '99.5' is not allowed, expected a share from 0 to 100 % such as 99.5%"),
                rule(
                        "hours: kantor",
                        "depends_on: [siaak]",
                        9,
                        service + "depends_on: 'siaak' is no shared system of this catalogue, did you mean siak?"),
                rule(
                        "shared: [",
                        "calendar: {27-03-2026: Hari Jadi}\nshared: [",
                        1,
                        "calendar.27-03-2026: '27-03-2026' is no date, expected year-month-day such as 2026-03-27"),
                rule(
                        "shared: [",
                        "measures: {served: {kind: count}}\nshared: [",
                        1,
                        "measures.served: is a standard measure, expected another name"),
                rule(
                        "shared: [",
                        "measures: {obat: {kind: jumlah}}\nshared: [",
                        1,
                        "measures.obat.kind: 'jumlah' is not known, expected one of count, level, duration, state, score"),
                rule(
                        "shared: [",
                        "measures: {obat: {kind: duration, unit: min}}\nshared: [",
                        1,
                        "measures.obat.unit: 'min' is not stored, expected the base unit ms (a feed's mapping says in which unit"
                                + " its source counts)"));
    }

    static Stream<Arguments> feeds() {
        return Stream.of(
                rule(
                        "id: sumber",
                        "id: Sumber_1",
                        13,
                        "feeds[Sumber_1].id: 'Sumber_1' is not allowed, expected lower-case letters, digits and dashes"),
                rule(
                        "- id: probe",
                        "- id: sumber",
                        24,
                        "feeds[sumber].id: 'sumber' is already declared at k.yaml:13, expected it once"),
                rule(
                        "agency: 33.08/opd\n",
                        "agency: 33.08/opb\n",
                        14,
                        "feeds[sumber].agency: '33.08/opb' is not under governments:, did you mean 33.08/opd?"),
                rule(
                        "agency: 33.08/opd\n",
                        "agency: 33.08\n",
                        14,
                        "feeds[sumber].agency: '33.08' has another shape, expected an agency such as 33.08/disdukcapil"),
                rule(
                        "    agency: 33.08/opd\n",
                        "",
                        13,
                        "feeds[sumber]: has neither service nor agency, expected one of them"),
                rule(
                        "service: 33.08/opd/satu",
                        "service: 33.08/opd/satu\n    agency: 33.08/opd",
                        26,
                        "feeds[probe].agency: service is given too, expected only one of service and agency"),
                rule(
                        "every: 60s",
                        "every: 60",
                        15,
                        "feeds[sumber].every: '60' is not allowed, expected a duration from 1s to 31d such as 800ms, 60s, 5m, 2h"
                                + " or 14d"),
                rule(
                        "every: 60s",
                        "every: 500ms",
                        15,
                        "feeds[sumber].every: '500ms' is not allowed, expected a duration from 1s to 31d such as 800ms, 60s, 5m,"
                                + " 2h or 14d"),
                rule(
                        "every: 60s",
                        "timeout: 3m",
                        15,
                        "feeds[sumber].timeout: '3m' is not allowed, expected a duration from 100ms to 120s such as 800ms, 60s,"
                                + " 5m, 2h or 14d"),
                rule(
                        "every: 60s",
                        "due: besok",
                        15,
                        "feeds[sumber].due: 'besok' is not understood, expected 'hari kerja 15.30' or 'setiap hari 08.00'"),
                rule(
                        "every: 60s",
                        "decode: [gunzip]",
                        15,
                        "feeds[sumber].decode[1]: 'gunzip' is no decoder, did you mean gzip?"),
                rule(
                        "every: 60s",
                        "origin: tebakan",
                        15,
                        "feeds[sumber].origin: 'tebakan' is not known, expected one of measured, reported, uploaded, entered"),
                rule(
                        "every: 60s",
                        "expect: {status: 200}",
                        15,
                        "feeds[sumber].expect: goes only with read: probe, expected success"),
                rule(
                        "read: json",
                        "read: pdf",
                        18,
                        "feeds[sumber].read: 'pdf' is not supported, expected one of json, ndjson, xml, metrics,"
                                + " table, text, probe"),
                rule(
                        "    row: {service: kode}\n",
                        "",
                        14,
                        "feeds[sumber].agency: rows must name their service, expected row: {service: …} or service instead of"
                                + " agency"),
                rule(
                        "{\"1\": 33.08/opd/satu}",
                        "{\"1\": 33.08/lain/tiga}",
                        20,
                        "feeds[sumber].services.1: '33.08/lain/tiga' lies outside the feed's agency, expected a service under"
                                + " 33.08/opd"),
                rule(
                        "read: probe",
                        "read: probe\n    confirm: {down: 0}",
                        28,
                        "feeds[probe].confirm.down: '0' is not allowed, expected a whole number from 1 to 100"),
                rule(
                        "read: probe",
                        "read: probe\n    expect: {status: [20]}",
                        28,
                        "feeds[probe].expect.status[1]: '20' is not allowed, expected a whole number from 100 to 599"),
                rule(
                        "read: probe",
                        "read: probe\n    measures: {up: x}",
                        28,
                        "feeds[probe].measures: does not go with read: probe, expected only request, auth, expect and confirm"),
                rule(
                        "service: 33.08/opd/satu",
                        "agency: 33.08/opd",
                        25,
                        "feeds[probe].agency: a probe stands for one service, expected service"),
                rule(
                        "read: probe",
                        "read: probe\n  - {id: kedua, service: 33.08/opd/satu, request: {url: \"http://a/\"}, read: probe}",
                        28,
                        "feeds[kedua].service: '33.08/opd/satu' already has a probe at k.yaml:25, expected one probe a service"),
                rule(
                        "every: 60s",
                        "zone: WIT\n    due: setiap hari 08.00\n    depends_on: bpjs",
                        17,
                        "feeds[sumber].depends_on: 'bpjs' is no shared system of this catalogue, expected one of siak"));
    }

    @ParameterizedTest
    @MethodSource({"places", "feeds"})
    void everyRuleNamesLineKeyAndWhatWasExpected(String from, String to, int line, String[] messages) {
        GoodCatalogue.assertThatChanging(from, to, line, messages);
    }
}

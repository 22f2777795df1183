package org.pantau.read.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.expression.Expressions;

class XmlFormatTest {

    private static Object read(String xml) throws UnreadableBody {
        return XmlFormat.read(xml.getBytes(UTF_8));
    }

    @Test
    void shouldTakeElementsAttributesTextAndLists() throws Exception {
        assertThat(read("<r a='1'><t> x </t><e/><l>1</l><l k='2'>3</l><m>a<b>1</b>c</m></r>"))
                .isEqualTo(Map.of(
                        "r",
                        Map.of(
                                "@a", "1",
                                "t", "x",
                                "e", "",
                                "l", List.of("1", Map.of("@k", "2", "#text", "3")),
                                "m", Map.of("b", "1", "#text", "ac"))));
    }

    @Test
    void shouldTakeNilForNothing() throws Exception {
        Object tree = read("<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><n xsi:nil='true'/><n>3</n></r>");
        assertThat(tree).isEqualTo(Map.of("r", Map.of("n", Arrays.asList(null, "3"))));
    }

    @Test
    void shouldLetFeedsOfNewsBeCounted() throws Exception {
        Object atom = read("<feed xmlns='http://www.w3.org/2005/Atom'><title>s</title>"
                + "<entry><updated>2026-11-22T03:00:00Z</updated></entry>"
                + "<entry><updated>2026-11-22T04:00:00Z</updated></entry></feed>");
        assertThat(Expressions.compile("$max(feed.entry.$toMillis(updated))").evaluate(atom, Map.of()))
                .isEqualTo(1795320000000L);
        Object rss = read("<rss version='2.0'><channel><item><title>a</title></item></channel></rss>");
        assertThat(Expressions.compile("$count(rss.channel.item)").evaluate(rss, Map.of()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a></b>", "text", "<a/><b/>", "<a b='1' b='2'/>", "<a>\u0001</a>", "<a><b></a>"})
    void shouldRefuseWhatIsNotWellFormed(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(UnreadableBody.class);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "utf-8, windows-1252",
        "ISO-8859-1, ISO-8859-1",
        "UTF-16, UTF-16",
        "UTF-16, UTF-8",
        "windows-1252, UTF-16LE"
    })
    void shouldReadTheEncodingItIsIn(String named, String real) throws Exception {
        String xml = "<?xml version='1.0' encoding='" + named + "'?>\n<r>S\u00E9</r>";

        assertThat(XmlFormat.read(xml.getBytes(real))).isEqualTo(Map.of("r", "S\u00E9"));
    }

    @Test
    void shouldRefuseAnEncodingNobodyKnows() {
        assertThatThrownBy(() -> read("<?xml version='1.0' encoding='rahasia'?><r/>"))
                .hasMessage("XML in an encoding nobody knows here");
    }

    @Test
    void shouldPrintNothingWhateverTheBytes() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            for (String named : List.of("UTF-8", "US-ASCII", "ISO-8859-1")) {
                Map<String, ?> unused = XmlFormat.read(
                        ("<?xml version='1.0' encoding='" + named + "'?><r>S\u00E9</r>").getBytes(ISO_8859_1));
            }
        } finally {
            System.setErr(before);
        }

        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldRefuseTooManyElements() {
        String many = "<r>" + "<x/>".repeat(500_001) + "</r>";
        assertThatThrownBy(() -> read(many)).hasMessage("more than 500000 elements of XML");
    }
}

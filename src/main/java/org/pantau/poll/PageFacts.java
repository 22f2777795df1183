package org.pantau.poll;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.measure.value.Sha256;

/**
 * What one page says of the whole.
 *
 * @param rows on this page
 * @param print tells pages with the same rows; empty for a page without rows
 * @param total rows on all pages; null where the page does not say
 * @param last number of the last page; null where it does not say
 * @param next address or cursor of the next page; null where there is none
 * @param more whether a further page follows; null where it does not say
 */
record PageFacts(
        long rows,
        String print,
        @Nullable Long total,
        @Nullable Long last,
        @Nullable String next,
        @Nullable Boolean more) {

    /** Reads a page's document. May need the interpreter. */
    static PageFacts of(Feed feed, PageSpec spec, @Nullable Object document, Map<String, Object> bindings)
            throws ExpressionException {
        Map<String, Object> bound = new HashMap<>(bindings);
        if (document != null) {
            bound.put("doc", document);
        }
        Expression rows = spec.rows() == null ? feed.rows().rows() : spec.rows();
        Object found = rows.evaluate(document, bound);
        long count = found == null ? 0 : found instanceof List<?> list ? list.size() : 1;
        Object more = value(spec.more(), document, bound);
        return new PageFacts(
                count,
                found == null || count == 0 ? "" : print(found),
                whole(value(spec.total(), document, bound)),
                whole(value(spec.last(), document, bound)),
                text(value(spec.next(), document, bound)),
                spec.more() == null ? null : Boolean.TRUE.equals(more) || "true".equals(more));
    }

    private static @Nullable Object value(
            @Nullable Expression expression, @Nullable Object document, Map<String, Object> bound)
            throws ExpressionException {
        return expression == null ? null : expression.evaluate(document, bound);
    }

    private static @Nullable Long whole(@Nullable Object value) {
        try {
            return value == null ? null : new BigDecimal(value.toString().strip()).longValueExact();
        } catch (NumberFormatException | ArithmeticException noCount) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return new BigDecimal(number).toPlainString();
        }
        if (value == null || Boolean.FALSE.equals(value) || value instanceof List<?> || value instanceof Map<?, ?>) {
            return null;
        }
        String text = value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static String print(Object rows) {
        return HexFormat.of().formatHex(Sha256.of(rows.toString()));
    }
}

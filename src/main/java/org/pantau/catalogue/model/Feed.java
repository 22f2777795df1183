package org.pantau.catalogue.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/**
 * One endpoint, how it is asked and what its answer means.
 *
 * @param agency the agency it belongs to
 * @param service the one service it speaks of; null where its rows name the services
 * @param every rhythm, at least 1 s
 * @param timeout deadline of one whole exchange
 * @param due working-day time from which a calendar feed is expected; null for a rhythmic feed
 * @param zone zone of its days and of times without one
 * @param vars text for {@code {name}} in request, auth and headers; secrets still as {@code env:} or {@code file:}
 * @param read the format of its answers
 * @param options what reading them needs to know besides
 * @param rules rules over the whole answer
 * @param rows which rows, and what each row names
 * @param services foreign code to service path; a code not in it becomes {@code agency/code} (unconfirmed)
 * @param keepColumns columns kept before anything is stored or shown; empty keeps all
 * @param measures one mapping per measure; empty for a probe
 * @param expect what a probe expects
 * @param confirm polls in a row that change the service's state
 * @param origin who says so, for the mapped measures
 * @param dependsOn shared systems
 * @param push how the agency sends its figures by itself; null for a feed that is asked. A pushed feed has an empty request,
 *     its {@code every} is how often something is expected, and its {@code timeout} is zero
 * @param line first line in the catalogue, for messages
 */
public record Feed(
        String id,
        ScopePath agency,
        @Nullable ScopePath service,
        Duration every,
        Duration timeout,
        @Nullable Due due,
        ZoneId zone,
        Map<String, String> vars,
        RequestSpec request,
        AuthSpec auth,
        ReadKind read,
        ReadOptions options,
        Rules rules,
        Rows rows,
        Map<String, ScopePath> services,
        List<String> keepColumns,
        List<Mapping> measures,
        Expect expect,
        Confirm confirm,
        Origin origin,
        List<String> dependsOn,
        @Nullable PushSpec push,
        int line) {

    public Feed {
        vars = Map.copyOf(vars);
        services = Map.copyOf(services);
        keepColumns = List.copyOf(keepColumns);
        measures = List.copyOf(measures);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Polls in a row before a service counts as down, or up again. */
    public record Confirm(int down, int up) {
        public static final Confirm DEFAULT = new Confirm(2, 1);
    }

    /** How the body is read. */
    public enum ReadKind {
        JSON,
        /** One JSON object or list a line. */
        NDJSON,
        /** XML, SOAP, Atom and RSS included, alone or in the parts of a multipart answer. */
        XML,
        METRICS,
        /** CSV and its like, or a workbook. */
        TABLE,
        /** Plain text, searched for a pattern. */
        TEXT,
        PROBE;

        /** As the catalogue writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The id of the probe that a service's address becomes, {@code alamat-33-08--dinkes--antrean}. It follows from the path
     * alone, so that history goes on whatever list the address came from.
     */
    public static String idOfAddress(ScopePath service) {
        return "alamat-" + service.value().replace('.', '-').replace("/", "--");
    }

    /** The feed's own place in the tree, for what belongs to the feed and not to a service. */
    public ScopePath path() {
        return agency.feed(id);
    }

    /** Its expressions over rows and whole answers, as written: what they name is what the feed lives on. */
    public List<String> expressions() {
        Stream<@Nullable Expression> all = Stream.concat(
                Stream.of(rules.success(), rules.empty()), measures.stream().flatMap(Mapping::expressions));
        return Stream.concat(
                        rows.sources().stream(),
                        all.filter(Objects::nonNull)
                                .map(Objects::requireNonNull)
                                .map(Expression::source))
                .toList();
    }

    /** Whether its figures come by themselves, so that nobody is asked. */
    public boolean isPushed() {
        return push != null;
    }

    /** How people report its figures; empty where a system tells them. */
    public Optional<ReportSpec> report() {
        return Optional.ofNullable(push).map(PushSpec::report);
    }

    /** Whether heartbeats say that its service is up. */
    public boolean hasHeartbeat() {
        return push != null && push.accepts(PushSpec.Kind.HEARTBEAT);
    }

    public boolean isProbe() {
        return read == ReadKind.PROBE;
    }

    /** The service a row's code leads to; empty service code means the one service of the feed. */
    public Optional<ScopePath> serviceFor(String code) {
        if (service != null) {
            return Optional.of(service);
        }
        return Optional.ofNullable(services.get(code));
    }
}

package org.pantau.catalogue.parse;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Standard;
import org.pantau.catalogue.model.Targets;
import org.pantau.catalogue.parse.time.HoursParser;
import org.pantau.catalogue.parse.time.Zones;
import org.pantau.catalogue.yaml.Claims;
import org.pantau.catalogue.yaml.Quantities;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.ServiceHours;

/** Reads governments with their agencies and services. */
final class GovernmentParser {

    private static final List<String> GOVERNMENT_KEYS = List.of("code", "name", "zone", "population", "agencies");
    private static final List<String> AGENCY_KEYS = List.of("id", "name", "services");
    private static final List<String> SERVICE_KEYS =
            List.of("id", "name", "sector", "standard", "hours", "targets", "depends_on");
    private static final Pattern CODE = Pattern.compile("\\d{2}(?:\\.\\d{2})?");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final long MOST_PEOPLE = 400_000_000;

    private final Claims paths = new Claims();
    private final Set<String> shared;

    GovernmentParser(Set<String> shared) {
        this.shared = shared;
    }

    /** Null and mistakes where it has no usable code. */
    @Nullable
    Government parse(YamlValue value) {
        YamlFields fields = value.fields(GOVERNMENT_KEYS);
        String code = fields.requireText("code", "a Kemendagri code such as \"33.08\"");
        String name = fields.requireText("name", "the official name, such as Kabupaten Magelang");
        ZoneId zone = Zones.read(fields);
        YamlValue population = fields.get("population");
        Long people = population == null ? null : population.whole(0, MOST_PEOPLE);
        YamlValue place = fields.get("code");
        if (code == null || place == null) {
            return null;
        }
        if (!CODE.matcher(code).matches()) {
            place.mistake("'" + code + "' is no region code, expected PP or PP.KK such as \"33\" or \"33.08\"");
            return null;
        }
        ScopePath path = ScopePath.of(code);
        boolean first = paths.claim(code, place);
        List<Agency> agencies = new ArrayList<>();
        YamlValue list = fields.get("agencies");
        for (YamlValue item : list == null ? List.<YamlValue>of() : list.items()) {
            Agency agency = agency(path, item);
            if (agency != null) {
                agencies.add(agency);
            }
        }
        return first
                ? new Government(path, name == null ? code : name, zone == null ? Zones.WIB : zone, people, agencies)
                : null;
    }

    private @Nullable Agency agency(ScopePath government, YamlValue value) {
        YamlFields fields = value.fields(AGENCY_KEYS);
        String name = fields.requireText("name", "the agency's name");
        ScopePath path = path(government, fields);
        YamlValue list = fields.get("services");
        List<Service> services = path == null || list == null ? List.of() : services(path, list);
        return path == null ? null : new Agency(path, name == null ? path.value() : name, services);
    }

    /** The services listed at this value; those without a usable id are left out, with mistakes. */
    List<Service> services(ScopePath agency, YamlValue list) {
        List<Service> services = new ArrayList<>();
        for (YamlValue item : list.items()) {
            Service service = service(agency, item);
            if (service != null) {
                services.add(service);
            }
        }
        return services;
    }

    private @Nullable Service service(ScopePath agency, YamlValue value) {
        YamlFields fields = value.fields(SERVICE_KEYS);
        String name = fields.requireText("name", "the service's name");
        ScopePath path = path(agency, fields);
        String sector = fields.text("sector");
        Standard standard = standard(fields);
        ServiceHours hours = hours(fields);
        Targets targets = targets(fields.get("targets"));
        YamlValue systems = fields.get("depends_on");
        List<String> dependsOn = systems == null ? List.of() : Tree.checkShared(systems, shared);
        return path == null
                ? null
                : new Service(path, name == null ? path.value() : name, sector, standard, hours, targets, dependsOn);
    }

    /** The path of an agency or service; null and a mistake where its id is missing, misshapen or taken. */
    private @Nullable ScopePath path(ScopePath parent, YamlFields fields) {
        String id = fields.requireText("id", "a short name such as disdukcapil");
        YamlValue place = fields.get("id");
        if (id == null || place == null) {
            return null;
        }
        if (!ID.matcher(id).matches()) {
            place.mistake("'" + id + "' is not allowed, expected lower-case letters, digits and dashes");
            return null;
        }
        ScopePath path = parent.child(id);
        return paths.claim(path.value(), place) ? path : null;
    }

    private static @Nullable Standard standard(YamlFields fields) {
        String text = fields.text("standard");
        YamlValue place = fields.get("standard");
        if (text == null || place == null) {
            return null;
        }
        Standard standard = Standard.parse(text).orElse(null);
        if (standard == null) {
            place.mistake("'" + text + "' is no standard time, expected for example '24 jam', '7 hari kerja' or '5 - 10"
                    + " menit'");
        }
        return standard;
    }

    private static ServiceHours hours(YamlFields fields) {
        String text = fields.text("hours");
        YamlValue place = fields.get("hours");
        if (text == null || place == null) {
            return ServiceHours.ALWAYS;
        }
        return HoursParser.hours(text).orElseGet(() -> {
            place.mistake("'" + text + "' is not understood, expected " + HoursParser.EXPECTED_HOURS);
            return ServiceHours.ALWAYS;
        });
    }

    private static Targets targets(@Nullable YamlValue value) {
        if (value == null) {
            return Targets.NONE;
        }
        YamlFields fields = value.fields(List.of("response", "availability"));
        Duration response = fields.duration("response", Duration.ofMillis(1), Duration.ofMinutes(10));
        YamlValue place = fields.get("availability");
        String text = fields.text("availability");
        if (place == null || text == null) {
            return new Targets(response, null);
        }
        OptionalDouble availability = Quantities.share(text);
        if (availability.isEmpty()) {
            place.mistake("'" + text + "' is not allowed, expected a share from 0 to 100 % such as 99.5%");
            return new Targets(response, null);
        }
        return new Targets(response, availability.getAsDouble());
    }
}

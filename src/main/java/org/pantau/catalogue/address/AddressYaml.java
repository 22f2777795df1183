package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.address.AddressLine.Becomes;
import org.pantau.measure.ScopePath;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/** Writes what a list adds to a catalogue, as a document of its own. */
final class AddressYaml {

    private AddressYaml() {}

    static String of(List<Becomes> added) {
        Map<ScopePath, Map<String, Object>> agencies = new LinkedHashMap<>();
        List<Map<String, Object>> addresses = new ArrayList<>();
        for (Becomes each : added) {
            if (each.newAgency() || each.newService()) {
                service(agencies, each);
            }
            Map<String, Object> address = new LinkedHashMap<>();
            address.put("service", each.service().value());
            address.put("url", each.address().url());
            addresses.add(address);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("agencies", List.copyOf(agencies.values()));
        document.put("addresses", addresses);
        return new Yaml(options()).dump(document);
    }

    private static void service(Map<ScopePath, Map<String, Object>> agencies, Becomes added) {
        Map<String, Object> agency = agencies.computeIfAbsent(added.service().parent(), path -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", path.value());
            if (added.newAgency()) {
                fields.put("name", added.agencyName());
            }
            fields.put("services", new ArrayList<Map<String, Object>>());
            return fields;
        });
        if (added.newService() && agency.get("services") instanceof List<?> services) {
            @SuppressWarnings("unchecked") // put there a few lines above
            List<Map<String, Object>> list = (List<Map<String, Object>>) services;
            Map<String, Object> service = new LinkedHashMap<>();
            service.put("id", Place.id(added.service()));
            service.put("name", added.serviceName());
            put(service, "sector", added.sector());
            put(service, "hours", added.hours());
            list.add(service);
        }
    }

    private static void put(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        return options;
    }
}

package org.pantau.catalogue.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;

class ReferenceTest {

    private final List<Government> governments = Reference.jawaTengah();

    @Test
    void holdsTheProvinceWithTwentyNineRegenciesAndSixCities() {
        assertThat(governments).hasSize(36);
        assertThat(governments)
                .filteredOn(any -> any.name().startsWith("Kabupaten "))
                .hasSize(29);
        assertThat(governments)
                .filteredOn(any -> any.name().startsWith("Kota "))
                .hasSize(6);
        assertThat(governments.get(0).name()).isEqualTo("Provinsi Jawa Tengah");
    }

    @Test
    void residentsOfTheRegenciesAddUpToTheProvince() {
        long sum = governments.stream()
                .skip(1)
                .mapToLong(any -> Objects.requireNonNull(any.population()))
                .sum();

        assertThat(sum).isEqualTo(38_430_645).isEqualTo(governments.get(0).population());
    }

    @Test
    void everyGovernmentHasItsAgenciesAndServices() {
        assertThat(governments.get(0).agencies()).hasSizeBetween(20, 30);
        assertThat(governments.subList(1, 36)).allSatisfy(government -> {
            assertThat(government.agencies()).hasSizeBetween(9, 11);
            assertThat(services(government)).hasSizeBetween(15, 21);
        });
    }

    @Test
    void everyServiceSaysSectorAndStandardAndNoPathComesTwice() {
        List<Service> all =
                governments.stream().flatMap(any -> services(any).stream()).toList();

        assertThat(all).allSatisfy(service -> {
            assertThat(service.sector()).isNotNull();
            assertThat(service.standard()).isNotNull();
        });
        assertThat(Set.copyOf(all.stream().map(Service::path).toList())).hasSameSizeAs(all);
    }

    private static List<Service> services(Government government) {
        return government.agencies().stream()
                .map(Agency::services)
                .flatMap(List::stream)
                .toList();
    }
}

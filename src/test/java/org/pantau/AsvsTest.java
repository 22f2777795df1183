package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/asvs.md} says is there: every requirement once, every file and test it points to. */
class AsvsTest {

    /** Requirements of levels 1 and 2 in ASVS 5.0.0. */
    private static final int REQUIREMENTS = 253;

    private static final Pattern ROW = Pattern.compile(
            "\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| (.+) \\| (terpenuhi|tidak berlaku|belum) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    @Test
    void everyRequirementShouldStandOnceAndWhatItPointsToShouldBeThere() throws IOException {
        Set<String> tests = tests();
        List<String> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/asvs.md"))) {
            Matcher row = ROW.matcher(line);
            if (!line.matches("\\| \\d.*")) {
                continue;
            }
            assertThat(row.matches()).as(line).isTrue();
            numbers.add(row.group(1));
            Matcher named = NAMED.matcher(row.group(5));
            int count = 0;
            while (named.find()) {
                count++;
                String name = named.group(1);
                assertThat(tests.contains(name) || Files.isRegularFile(Path.of(name)))
                        .as(line)
                        .isTrue();
            }
            assertThat(count > 0).as(line).isEqualTo(row.group(4).equals("terpenuhi"));
        }

        assertThat(numbers).doesNotHaveDuplicates().hasSize(REQUIREMENTS);
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> tests = Files.walk(Path.of("src/test"));
                Stream<Path> inBrowsers = Files.walk(Path.of("src/browser-test"))) {
            return Stream.concat(tests, inBrowsers)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}

package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of the numbered nasty inputs has tests that bear its number: {@code nasty07…}, {@code nasty61And73…}. */
class NastyCoverageTest {

    private static final int INPUTS = 84;
    private static final Pattern TEST = Pattern.compile("\\bvoid (nasty\\w*)\\(");
    private static final Pattern NAME = Pattern.compile("nasty(\\d{2}(?:And\\d{2})*)[A-Z]\\w*");

    @Test
    void shouldHaveATestForEveryNastyInput() throws IOException {
        TreeMap<String, String> numberToTest = new TreeMap<>();
        TreeSet<String> misnamed = new TreeSet<>();
        for (Path file : sources()) {
            Matcher test = TEST.matcher(Files.readString(file));
            while (test.find()) {
                Matcher name = NAME.matcher(test.group(1));
                if (name.matches()) {
                    for (String number : name.group(1).split("And", -1)) {
                        numberToTest.put(number, file.getFileName() + "#" + test.group(1));
                    }
                } else {
                    misnamed.add(file.getFileName() + "#" + test.group(1));
                }
            }
        }

        assertThat(misnamed).as("named otherwise than nastyNN…").isEmpty();
        List<String> expected = IntStream.rangeClosed(1, INPUTS)
                .mapToObj(number -> String.format("%02d", number))
                .toList();
        TreeSet<String> missing = new TreeSet<>(expected);
        missing.removeAll(numberToTest.keySet());
        assertThat(missing).as("without a test").isEmpty();
        assertThat(expected).as("numbers there are").containsAll(numberToTest.keySet());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

package org.pantau;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pantau.operate.doctor.Doctor;
import org.pantau.operate.doctor.Finding;

/** {@code pantau doctor}: examines everything and changes nothing; fails where something must be put right. */
final class DoctorCommand {

    private DoctorCommand() {}

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        Arguments arguments = new Arguments(words, Set.of("data", "database"), System.getenv());
        if (!arguments.mistakes().isEmpty() || !arguments.rest().isEmpty()) {
            arguments.mistakes().forEach(complaints::println);
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        List<Finding> findings;
        try {
            findings = Doctor.examine(arguments.database(), Instant.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.EXIT_FAILED;
        }
        findings.forEach(finding -> out.println(finding.text()));
        boolean failed = findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAILED);
        return failed ? Main.EXIT_FAILED : 0;
    }
}

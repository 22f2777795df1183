package antrean;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An agency's queue application as agencies write them: two services, each request ends as the caller wishes. */
@SpringBootApplication
@RestController
public class Antrean {

    private final AtomicBoolean well = new AtomicBoolean(true);

    public static void main(String[] arguments) {
        SpringApplication.run(Antrean.class, arguments);
    }

    @GetMapping("/ktp-el")
    ResponseEntity<String> identityCard(@RequestParam int status) {
        return ResponseEntity.status(status).body("ktp-el");
    }

    @GetMapping("/kartu-keluarga")
    ResponseEntity<String> familyCard(@RequestParam int status) {
        return ResponseEntity.status(status).body("kartu-keluarga");
    }

    @PostMapping("/sehat")
    void setWell(@RequestParam boolean value) {
        well.set(value);
    }

    @Bean
    HealthIndicator queue() {
        return () -> (well.get() ? Health.up() : Health.down()).build();
    }
}

package antrean;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.enterprise.context.ApplicationScoped;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether payments work, as whoever posts to it says. */
@Readiness
@ApplicationScoped
public class Pembayaran implements HealthCheck {

    private static final AtomicBoolean well = new AtomicBoolean(true);

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pembayaran").status(well.get()).build();
    }

    /** Where it is said. */
    @WebServlet("/pembayaran")
    public static class Sakelar extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            well.set(Boolean.parseBoolean(request.getParameter("sehat")));
        }
    }
}

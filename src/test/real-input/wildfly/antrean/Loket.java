package antrean;

import java.io.IOException;
import javax.inject.Inject;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryType;

/** The counters of two services: each request ends as the caller wishes, and is counted as applications count. */
@WebServlet("/layanan/*")
public class Loket extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @RegistryType(type = MetricRegistry.Type.APPLICATION)
    private transient MetricRegistry metrics;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = Integer.parseInt(request.getParameter("status"));
        metrics.counter(
                        "permohonan",
                        new Tag("layanan", request.getPathInfo().substring(1)),
                        new Tag("hasil", status < 500 ? "selesai" : "gagal"))
                .inc();
        response.setStatus(status);
    }
}

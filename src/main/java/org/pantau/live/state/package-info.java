/** What the board remembers of feeds, series and services, and the rules that turn it into status and figures. */
@NullMarked
package org.pantau.live.state;

import org.jspecify.annotations.NullMarked;

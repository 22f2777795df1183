/** What a feed's requests look like at a slot: templates, secrets, authentication, days and keys. */
@NullMarked
package org.pantau.poll.request;

import org.jspecify.annotations.NullMarked;
